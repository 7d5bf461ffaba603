package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.SessionEnded;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Ends sessions together with the event by which every gateway forgets them. */
@ApplicationScoped
public class SessionEndingService {

    static final String LOGOUT = "logout";
    static final String REFRESH_TOKEN_REUSED = "refresh_token_reused";
    static final String ENDED_BY_USER = "ended_by_user";
    public static final String PASSWORD_CHANGED = "password_changed";
    public static final String DEACTIVATED = "deactivated";
    public static final String REMOVED = "removed";

    private static final String LIVE = "from UserSession s where s.userId = ?1 and s.endedAt is null";

    private final Outbox outbox;

    SessionEndingService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Ends the session; one that is over stays as it is. */
    @OrganizationTransaction
    public Uni<Void> end(UUID sessionId, String reason) {
        return Panache.getSession()
                .chain((Mutiny.Session session) ->
                        session.find(UserSession.class, sessionId, LockModeType.PESSIMISTIC_WRITE))
                .chain(session -> session == null ? Uni.createFrom().voidItem() : end(session, reason));
    }

    /** Ends the user's own session of that id; tells whether there was one. */
    @OrganizationTransaction
    public Uni<Boolean> endOwn(UUID sessionId, UUID userId) {
        return select(LIVE + " and s.id = ?2", userId, sessionId)
                .call(sessions -> endEach(sessions, ENDED_BY_USER))
                .map(sessions -> !sessions.isEmpty());
    }

    /** Ends all the user's sessions but one. */
    @OrganizationTransaction
    public Uni<Void> endAllBut(@Nullable UUID keptSession, UUID userId) {
        return select(LIVE, userId)
                .map(sessions -> sessions.stream()
                        .filter(session -> !session.id.equals(keptSession))
                        .toList())
                .chain(sessions -> endEach(sessions, ENDED_BY_USER));
    }

    /** Ends the user's sessions that were opened in the live organization or its sandbox. */
    @OrganizationTransaction
    public Uni<Void> endOpenedIn(UUID organizationId, UUID userId, String reason) {
        return select(
                        LIVE + " and (s.organizationId = ?2 or s.organizationId in"
                                + " (select o.id from Organization o where o.parentId = ?2))",
                        userId,
                        organizationId)
                .chain(sessions -> endEach(sessions, reason));
    }

    /** Tells of sessions that have been ended without this service. */
    @OrganizationTransaction
    public Uni<Void> announceEnded(List<UUID> sessionIds, UUID userId, String reason) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (UUID sessionId : sessionIds) {
            told = told.chain(() -> tell(sessionId, userId, reason));
        }
        return told;
    }

    private static Uni<List<UserSession>> select(String query, Object... parameters) {
        return Panache.getSession().chain((Mutiny.Session session) -> {
            Mutiny.SelectionQuery<UserSession> selection =
                    session.createSelectionQuery(query + " order by s.id", UserSession.class);
            for (int i = 0; i < parameters.length; i++) {
                selection.setParameter(i + 1, parameters[i]);
            }
            return selection.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        });
    }

    private Uni<Void> endEach(List<UserSession> sessions, String reason) {
        Uni<Void> ended = Uni.createFrom().voidItem();
        for (UserSession session : sessions) {
            ended = ended.chain(() -> end(session, reason));
        }
        return ended;
    }

    private Uni<Void> end(UserSession session, String reason) {
        return session.end(reason, Instant.now())
                ? tell(session.id, session.userId, reason)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> tell(UUID sessionId, UUID userId, String reason) {
        return outbox.append(IdentityEvents.SESSION_ENDED, sessionId, new SessionEnded(sessionId, userId, reason));
    }
}
