package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.identity.allowlist.AllowList;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a client may say of a key (Sector Pro 2.4, SiteSync 5.3.1.1). */
@ReadOnlyAttributes({
    "id",
    "type",
    "key",
    "key_prefix",
    "owner_id",
    "service_account_id",
    "last_used_at",
    "last_used_ip",
    "request_count",
    "previous_key_expires_at",
    "version",
    "created_at",
    "updated_at"
})
public record ApiKeyRequest(
        @Schema(description = "What people call the key.", examples = "Payroll export") @NotBlank @Size(max = 200) String name,

        @Schema(
                examples = "[\"jobs:read\", \"crew:read\"]",
                description = "What the key may do; nothing that its creator may not.")
        @NotEmpty @Size(max = 200) List<String> scopes,

        @Schema(
                examples = "standard",
                description =
                        "The limit tier, at most that of the organization's plan; without it the default of the installation holds.")
        @Nullable String rateLimitTier,

        @Schema(description = "Numbers that replace those of the tier, within the plan; setting them takes admin:*.")
        @Valid @Nullable RateLimitOverrides rateLimitOverrides,

        @Schema(
                description =
                        "When the key stops working; without it never. A key that is made with a key ends with it at the latest.")
        @Nullable Instant expiresAt,

        @Schema(
                examples = "[\"203.0.113.7\", \"10.0.0.0/8\"]",
                description =
                        "The addresses and networks (CIDR, IPv4 or IPv6) that the key works from; none means any.")
        @Size(max = 100) @Nullable List<@Size(max = 50) String> allowedIps,

        @Schema(
                examples = "[\"https://app.example.com\"]",
                description = "The origins of web pages that may use the key; none means any.")
        @Size(max = 100) @Nullable List<@Size(max = 300) String> allowedOrigins,

        @Schema(
                description =
                        "live, or test for the organization's sandbox; it never changes. Without it: live, or test for a caller in the sandbox.")
        @Nullable KeyEnvironment environment,

        @Schema(description = "Anything the creator wants to find again; at most 50 entries.") @Size(max = 50) @Nullable Map<String, JsonNode> metadata)
        implements CrossFieldRules {

    private static final int LONGEST_METADATA = 4_000;

    /** A key with nothing but what every key has. */
    public static ApiKeyRequest plain(String name, List<String> scopes, KeyEnvironment environment) {
        return new ApiKeyRequest(name, scopes, null, null, null, null, null, environment, null);
    }

    @Override
    public void check(Violations violations) {
        if (scopes != null) {
            checkScopes(violations);
        }
        AllowList.checkAddresses("allowed_ips", allowedIps, violations);
        AllowList.checkOrigins("allowed_origins", allowedOrigins, violations);
        if (rateLimitOverrides != null && rateLimitTier == null) {
            violations.add("rate_limit_overrides", "needs a rate_limit_tier whose numbers it replaces");
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
