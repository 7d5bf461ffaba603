package dev.callsheet.identity.apikey;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key at the one moment at which it is shown. */
@ResourceType("api_key")
public record NewApiKeyResponse(
        @Schema(examples = "Payroll export") String name,

        @Schema(description = "The key. It is shown this once; keep it.")
        String key,

        @Schema(examples = "sp_live_abcdefgh") String keyPrefix,
        @Schema(examples = "live") String environment,
        @Nullable UUID ownerId,
        @Schema(examples = "[\"jobs:read\", \"crew:read\"]") List<String> scopes,
        @Schema(examples = "standard") @Nullable String rateLimitTier,
        @Nullable Instant expiresAt,
        Map<String, Object> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<NewApiKeyResponse> from(ApiKey created, String key) {
        return new Resource<>(
                created.id(),
                "api_key",
                new NewApiKeyResponse(
                        created.name,
                        key,
                        created.keyPrefix,
                        created.environment,
                        created.ownerId,
                        List.of(created.scopes),
                        created.rateLimitTier,
                        created.expiresAt,
                        created.metadata,
                        created.version(),
                        created.createdAt(),
                        created.updatedAt()),
                ApiKeyResponse.relationshipsOf(created));
    }
}
