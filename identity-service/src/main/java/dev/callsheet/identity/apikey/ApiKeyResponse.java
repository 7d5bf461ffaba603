package dev.callsheet.identity.apikey;

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

/** A key as its organization sees it later: by its first characters, never as a whole. */
@ResourceType("api_key")
public record ApiKeyResponse(
        @Schema(examples = "Payroll export") String name,
        @Schema(examples = "sp_live_abcdefgh") String keyPrefix,
        @Schema(examples = "live") String environment,
        @Nullable UUID ownerId,
        @Schema(examples = "[\"jobs:read\", \"crew:read\"]") List<String> scopes,
        @Schema(examples = "standard") @Nullable String rateLimitTier,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Map<String, Object> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<ApiKeyResponse> from(ApiKey key) {
        return new Resource<>(key.id(), "api_key", attributesOf(key), relationshipsOf(key));
    }

    static ApiKeyResponse attributesOf(ApiKey key) {
        return new ApiKeyResponse(
                key.name,
                key.keyPrefix,
                key.environment,
                key.ownerId,
                List.of(key.scopes),
                key.rateLimitTier,
                key.expiresAt,
                key.lastUsedAt,
                key.metadata,
                key.version(),
                key.createdAt(),
                key.updatedAt());
    }

    static @Nullable Map<String, Object> relationshipsOf(ApiKey key) {
        return key.ownerId == null ? null : Map.of("owner", Relationship.to("user", key.ownerId));
    }
}
