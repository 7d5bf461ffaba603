package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows users where they are signed in, and signs them out there. */
@ApplicationScoped
public class OwnSessionService {

    private static final int MOST = 100;
    private static final String LIVE =
            "from UserSession s where s.userId = ?1 and s.endedAt is null and s.lastSeenAt > ?2"
                    + " order by s.lastSeenAt desc, s.id desc";

    private final SessionEndingService ending;

    OwnSessionService(SessionEndingService ending) {
        this.ending = ending;
    }

    @OrganizationSession
    public Uni<List<Resource<SessionResponse>>> list() {
        Principal caller = CallContext.current().requirePrincipal();
        UUID userId = userOf(caller);
        return Panache.getSession()
                .chain((Mutiny.Session session) -> session.createSelectionQuery(LIVE, UserSession.class)
                        .setParameter(1, userId)
                        .setParameter(2, Instant.now().minus(SessionStore.REFRESH_LIFETIME))
                        .setMaxResults(MOST)
                        .getResultList())
                .map(sessions -> sessions.stream()
                        .map(session -> SessionResponse.from(session, caller.credentialId()))
                        .toList());
    }

    Uni<Void> end(UUID sessionId) {
        return ending.endOwn(sessionId, userOf(CallContext.current().requirePrincipal()))
                .invoke(found -> {
                    if (!found) {
                        throw ApiException.notFound("session", sessionId);
                    }
                })
                .replaceWithVoid();
    }

    /** A caller without a session, such as a key, ends them all. */
    Uni<Void> endOthers() {
        Principal caller = CallContext.current().requirePrincipal();
        return ending.endAllBut(caller.credentialId(), userOf(caller));
    }

    private static UUID userOf(Principal caller) {
        UUID userId = caller.userId();
        if (userId == null) {
            throw new ApiException(ErrorCode.FORBIDDEN, "The credential in use belongs to no user.");
        }
        return userId;
    }
}
