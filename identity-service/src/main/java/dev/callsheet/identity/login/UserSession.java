package dev.callsheet.identity.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's session, of no tenant: it reaches all their organizations and ends in all of them at once. */
@Entity
@Table(name = "user_session")
public class UserSession {

    @Id
    UUID id;

    @Column(name = "user_id")
    UUID userId;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_seen_at")
    Instant lastSeenAt;

    @Column(name = "address")
    @Nullable String address;

    @Column(name = "user_agent")
    @Nullable String userAgent;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "end_reason")
    @Nullable String endReason;

    /** Ends it; tells whether it lived until now. */
    boolean end(String reason, Instant now) {
        if (endedAt != null) {
            return false;
        }
        endedAt = now;
        endReason = reason;
        return true;
    }
}
