package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key to be made (Sector Pro 2.4). */
@ReadOnlyAttributes({"id", "type", "key_prefix", "owner_id", "last_used_at", "version", "created_at", "updated_at"})
public record CreateApiKeyRequest(
        @Schema(description = "What people call the key.", examples = "Payroll export") @NotBlank @Size(max = 200) String name,

        @Schema(
                examples = "[\"jobs:read\", \"crew:read\"]",
                description = "What the key may do; nothing that its creator may not.")
        @NotEmpty @Size(max = 200) List<String> scopes,

        @Schema(
                examples = "standard",
                description = "The limit tier; without it the default of the installation holds.")
        @Nullable String rateLimitTier,

        @Schema(description = "When the key stops working; without it never.") @Nullable Instant expiresAt,

        @Schema(
                description =
                        "live, or test for the organization's sandbox. Without it: live, or test for a caller in the sandbox.")
        @Nullable KeyEnvironment environment,

        @Schema(description = "Anything the creator wants to find again; at most 50 entries.") @Size(max = 50) @Nullable Map<String, JsonNode> metadata)
        implements CrossFieldRules {

    private static final int LONGEST_METADATA = 4_000;

    @Override
    public void check(Violations violations) {
        if (scopes != null) {
            checkScopes(violations);
        }
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            violations.add("expires_at", "must be in the future, was " + expiresAt);
        }
        if (metadata != null && metadata.toString().length() > LONGEST_METADATA) {
            violations.add("metadata", "must have at most " + LONGEST_METADATA + " characters as JSON");
        }
    }

    private void checkScopes(Violations violations) {
        List<String> known = Contracts.scopes().stream().map(Scope::name).toList();
        for (int i = 0; i < scopes.size(); i++) {
            if (!known.contains(scopes.get(i))) {
                violations.add(
                        "scopes[" + i + "]",
                        "Unknown scope '%s'. Valid scopes: %s".formatted(scopes.get(i), String.join(", ", known)));
            }
        }
    }
}
