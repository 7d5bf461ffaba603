package dev.callsheet.identity.serviceaccount;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A service account as answers show it. */
@ResourceType("service_account")
public record ServiceAccountResponse(
        @Schema(examples = "Payroll bridge") String name,
        @Nullable String description,
        @Schema(examples = "accounting") @Nullable String role,
        @Schema(examples = "[\"timesheets:read\"]") List<String> scopes,
        @Schema(examples = "[\"10.0.0.0/8\"]") List<String> allowedIps,
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<ServiceAccountResponse> from(ServiceAccount account) {
        return Resource.of(
                account.id(),
                "service_account",
                new ServiceAccountResponse(
                        account.name,
                        account.description,
                        account.role,
                        List.of(account.scopes),
                        List.of(account.allowedIps),
                        account.isActive(),
                        account.version(),
                        account.createdAt(),
                        account.updatedAt()));
    }
}
