package dev.callsheet.identity.serviceaccount;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.identity.allowlist.AllowList;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a service account.
 *
 * @param active true when absent
 */
@ReadOnlyAttributes({"id", "type", "version", "created_at", "updated_at"})
record ServiceAccountRequest(
        @Schema(examples = "Payroll bridge", description = "What people call it; no two have the same name.")
        @NotBlank @Size(max = 200) String name,

        @Schema(examples = "Moves approved hours to the payroll system every night.") @Size(max = 2000) @Nullable String description,

        @Schema(examples = "null", description = "A role of the organization; instead of scopes.")
        @Size(max = 50) @Nullable String role,

        @Schema(
                examples = "[\"timesheets:read\", \"jobs:read\", \"crew:read\"]",
                description = "What its keys may do at most; instead of a role, and nothing that its creator may not.")
        @Size(max = 200) @Nullable List<String> scopes,

        @Schema(
                examples = "[\"203.0.113.7\", \"10.0.0.0/8\"]",
                description = "The addresses and networks (CIDR, IPv4 or IPv6) that its keys work from.")
        @NotEmpty @Size(max = 100) List<@Size(max = 50) String> allowedIps,

        @Schema(description = "Whether its keys work; they do when absent.") @Nullable Boolean active)
        implements CrossFieldRules {

    @Override
    public void check(Violations violations) {
        List<String> named = scopes == null ? List.of() : scopes;
        if ((role == null) == named.isEmpty()) {
            violations.add("role", "must be given, or scopes must; not both");
        }
        List<String> known = Contracts.scopes().stream().map(Scope::name).toList();
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                violations.add(
                        "scopes[" + i + "]",
                        "Unknown scope '%s'. Valid scopes: %s".formatted(named.get(i), String.join(", ", known)));
            }
        }
        AllowList.checkAddresses("allowed_ips", allowedIps, violations);
    }
}
