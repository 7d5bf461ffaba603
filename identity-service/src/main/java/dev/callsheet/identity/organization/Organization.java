package dev.callsheet.identity.organization;

import dev.callsheet.contracts.identity.OrganizationSnapshot;
import dev.callsheet.identity.allowlist.AllowList;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization, which is its own tenant, or the sandbox of one, which is another. A live organization sees its
 * sandbox's row and nothing else of it.
 */
@Entity
@Table(name = "organization")
public class Organization {

    @Id
    UUID id;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    @Column(name = "parent_id", updatable = false)
    @Nullable UUID parentId;

    @Column(name = "name")
    String name;

    @Column(name = "slug")
    @Nullable String slug;

    @Column(name = "time_zone")
    String timeZone;

    @Column(name = "plan")
    String plan;

    @Column(name = "cors_origins")
    String[] corsOrigins = new String[0];

    @Column(name = "environment", updatable = false)
    String environment;

    @Version
    long version = 1;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected Organization() {}

    private Organization(
            UUID id, @Nullable UUID parentId, String name, @Nullable String slug, String timeZone, String plan) {
        this.id = id;
        this.organizationId = id;
        this.parentId = parentId;
        this.name = name;
        this.slug = slug;
        this.timeZone = timeZone;
        this.plan = plan;
        this.environment = parentId == null ? "live" : "test";
        this.createdAt = Instant.now();
        this.updatedAt = createdAt;
    }

    static Organization live(UUID id, String name, String slug, String timeZone, String plan) {
        return new Organization(id, null, name, slug, timeZone, plan);
    }

    Organization sandbox(UUID sandboxId) {
        return new Organization(sandboxId, id, name, null, timeZone, plan);
    }

    /** Takes over what an update says. */
    void apply(OrganizationRequest request) {
        name = request.name();
        timeZone = request.timeZone().getId();
        corsOrigins = AllowList.origins(request.corsOrigins());
    }

    OrganizationRequest asRequest() {
        return new OrganizationRequest(name, ZoneId.of(timeZone), List.of(corsOrigins));
    }

    @PreUpdate
    void updated() {
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    OrganizationResponse response(String role) {
        return new OrganizationResponse(
                name,
                slug,
                timeZone,
                plan,
                List.of(corsOrigins),
                environment,
                parentId,
                role,
                version,
                createdAt,
                updatedAt);
    }

    OrganizationSnapshot snapshot() {
        return new OrganizationSnapshot(id, name, timeZone, plan, environment, parentId, version);
    }
}
