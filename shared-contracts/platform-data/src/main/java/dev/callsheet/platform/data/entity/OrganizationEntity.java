package dev.callsheet.platform.data.entity;

import dev.callsheet.platform.web.request.CallContext;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a tenant. Its key in the database is {@code (organization_id, id)}; here the id suffices, because row-level
 * security shows one organization only.
 */
@MappedSuperclass
public abstract class OrganizationEntity {

    @Id
    private UUID id = Ids.next();

    @Column(nullable = false, updatable = false)
    private UUID organizationId;

    @Version
    @Column(nullable = false)
    private long version = 1;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    private @Nullable Instant deletedAt;

    public UUID id() {
        return id;
    }

    public UUID organizationId() {
        return organizationId;
    }

    /** Counts the changes from 1; up to date after a flush. */
    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Soft deletion: the row stays, lists and look-ups no longer show it. */
    public void delete() {
        deletedAt = now();
    }

    @PrePersist
    void created() {
        organizationId = Objects.requireNonNull(
                CallContext.current().organizationId(), "A row is written for the organization of a call.");
        createdAt = now();
        updatedAt = createdAt;
    }

    @PreUpdate
    void updated() {
        updatedAt = now();
    }

    /** Postgres keeps microseconds; an answer must not show more than the next read will. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
