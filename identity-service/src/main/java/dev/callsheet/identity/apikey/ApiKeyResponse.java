package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key as its organization sees it: as a whole when it is made, later by its first characters.
 *
 * @param key only in the answer to a creation or rotation
 * @param previousKeyExpiresAt until when the key before the last rotation works; null when it does not
 * @param lastUsedAt within seconds; null before the first use
 * @param requestCount the requests that were made with it, within seconds
 */
@ResourceType("api_key")
public record ApiKeyResponse(
        @Schema(examples = "Payroll export") String name,

        @Schema(description = "The key. It is shown this once; keep it.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String key,

        @Schema(examples = "sp_live_abcdefgh") String keyPrefix,
        @Schema(examples = "live") String environment,
        @Nullable UUID ownerId,
        @Nullable UUID serviceAccountId,
        @Schema(examples = "[\"jobs:read\", \"crew:read\"]") List<String> scopes,
        @Schema(examples = "standard") @Nullable String rateLimitTier,
        @Nullable RateLimitOverrides rateLimitOverrides,
        @Nullable Instant expiresAt,
        @Schema(examples = "[\"10.0.0.0/8\"]") List<String> allowedIps,
        @Schema(examples = "[\"https://app.example.com\"]") List<String> allowedOrigins,

        @Schema(description = "Until when the key before the last rotation works too.") @Nullable Instant previousKeyExpiresAt,

        @Nullable Instant lastUsedAt,
        @Schema(examples = "203.0.113.7") @Nullable String lastUsedIp,
        @Schema(examples = "1204") long requestCount,
        Map<String, Object> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<ApiKeyResponse> from(ApiKey key) {
        return resourceOf(key, null);
    }

    /** The key at the one moment at which it is shown. */
    static Resource<ApiKeyResponse> withSecret(ApiKey key, String secret) {
        return resourceOf(key, secret);
    }

    private static Resource<ApiKeyResponse> resourceOf(ApiKey key, @Nullable String secret) {
        ApiKeyResponse attributes = new ApiKeyResponse(
                key.name,
                secret,
                key.keyPrefix,
                key.environment,
                key.ownerId,
                key.serviceAccountId,
                List.of(key.scopes),
                key.rateLimitTier,
                key.overrides(),
                key.expiresAt,
                List.of(key.allowedIps),
                List.of(key.allowedOrigins),
                key.graceEndsAt(Instant.now()),
                key.lastUsedAt,
                key.lastUsedIp,
                key.requestCount,
                key.metadata,
                key.version(),
                key.createdAt(),
                key.updatedAt());
        return new Resource<>(key.id(), "api_key", attributes, relationshipsOf(key));
    }

    private static @Nullable Map<String, Object> relationshipsOf(ApiKey key) {
        if (key.serviceAccountId != null) {
            return Map.of("service_account", Relationship.to("service_account", key.serviceAccountId));
        }
        return key.ownerId == null ? null : Map.of("owner", Relationship.to("user", key.ownerId));
    }
}
