package dev.callsheet.identity.invitation;

import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was asked to join a live organization. The token is nowhere: its hash finds it. An invitation that was
 * accepted stays as a record; one that was revoked, or replaced by a newer one, is deleted.
 */
@Entity
@Table(name = "invitation")
public class Invitation extends OrganizationEntity {

    static final Duration LIFETIME = Duration.ofDays(7);

    @Column(name = "email", updatable = false)
    String email;

    @Column(name = "role", updatable = false)
    String role;

    @Column(name = "departments", updatable = false)
    String[] departments;

    @Column(name = "token_hash", updatable = false)
    String tokenHash;

    @Column(name = "invited_by", updatable = false)
    @Nullable UUID invitedBy;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Column(name = "accepted_at")
    @Nullable Instant acceptedAt;

    @Column(name = "accepted_by")
    @Nullable UUID acceptedBy;

    protected Invitation() {}

    Invitation(String email, String role, List<String> departments, String tokenHash, @Nullable UUID invitedBy) {
        this.email = email;
        this.role = role;
        this.departments = departments.stream().distinct().sorted().toArray(String[]::new);
        this.tokenHash = tokenHash;
        this.invitedBy = invitedBy;
        this.expiresAt = Instant.now().plus(LIFETIME);
    }

    /** Uses it up. */
    void accept(UUID userId, Instant now) {
        if (acceptedAt != null || !expiresAt.isAfter(now)) {
            throw new ApiException(ErrorCode.CONFLICT, "The invitation has been used or has expired.");
        }
        acceptedAt = now;
        acceptedBy = userId;
    }

    String status(Instant now) {
        if (acceptedAt != null) {
            return "accepted";
        }
        return expiresAt.isAfter(now) ? "pending" : "expired";
    }
}
