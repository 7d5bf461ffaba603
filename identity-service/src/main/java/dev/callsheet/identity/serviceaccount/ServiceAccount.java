package dev.callsheet.identity.serviceaccount;

import dev.callsheet.contracts.identity.ServiceAccountSnapshot;
import dev.callsheet.identity.allowlist.AllowList;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service account. Its keys may what they were given, as far as it may it now. */
@Entity
@Table(name = "service_account")
public class ServiceAccount extends OrganizationEntity {

    @Column(name = "name")
    String name;

    @Column(name = "description")
    @Nullable String description;

    @Column(name = "role")
    @Nullable String role;

    @Column(name = "scopes")
    String[] scopes;

    @Column(name = "allowed_ips")
    String[] allowedIps;

    @Column(name = "deactivated_at")
    @Nullable Instant deactivatedAt;

    protected ServiceAccount() {}

    ServiceAccount(ServiceAccountRequest request) {
        apply(request);
    }

    /** Takes over what an update says. */
    final void apply(ServiceAccountRequest request) {
        name = request.name();
        description = request.description();
        role = request.role();
        scopes = request.scopes() == null
                ? new String[0]
                : request.scopes().stream().distinct().sorted().toArray(String[]::new);
        allowedIps = AllowList.addresses(request.allowedIps());
        if (!Boolean.FALSE.equals(request.active())) {
            deactivatedAt = null;
        } else if (deactivatedAt == null) {
            deactivatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }

    boolean isActive() {
        return deactivatedAt == null;
    }

    ServiceAccountRequest asRequest() {
        return new ServiceAccountRequest(name, description, role, List.of(scopes), List.of(allowedIps), isActive());
    }

    ServiceAccountSnapshot snapshot() {
        return new ServiceAccountSnapshot(id(), name, role, List.of(scopes), isActive() && !isDeleted(), version());
    }
}
