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
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ends sessions together with the event by which every gateway forgets them. */
@ApplicationScoped
public class SessionEndingService {

    static final String LOGOUT = "logout";
    static final String REFRESH_TOKEN_REUSED = "refresh_token_reused";

    private final Outbox outbox;

    SessionEndingService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Ends the session; one that is over stays as it is. */
    @OrganizationTransaction
    public Uni<Void> end(UUID sessionId, UUID userId, String reason) {
        return Panache.getSession()
                .chain((Mutiny.Session session) ->
                        session.find(UserSession.class, sessionId, LockModeType.PESSIMISTIC_WRITE))
                .chain(session -> session != null && session.end(reason, Instant.now())
                        ? outbox.append(
                                IdentityEvents.SESSION_ENDED, sessionId, new SessionEnded(sessionId, userId, reason))
                        : Uni.createFrom().voidItem());
    }
}
