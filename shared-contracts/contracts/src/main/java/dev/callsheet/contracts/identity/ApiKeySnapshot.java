package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it stood when the event was written; neither the key nor its hash is ever part of it.
 *
 * @param keyPrefix the first 16 characters of the key
 * @param environment {@code live} or {@code test}
 * @param ownerId the user who made it; null for a key of a service account
 * @param serviceAccountId the service account that it belongs to; null for a key of a user
 * @param rateLimitTier null where the default of the installation holds
 * @param expiresAt null for a key without an end
 * @param revokedAt null while it works
 */
public record ApiKeySnapshot(
        UUID id,
        String name,
        @JsonProperty("key_prefix") String keyPrefix,
        String environment,
        @JsonProperty("owner_id") @Nullable UUID ownerId,
        @JsonProperty("service_account_id") @Nullable UUID serviceAccountId,
        List<String> scopes,
        @JsonProperty("rate_limit_tier") @Nullable String rateLimitTier,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("revoked_at") @Nullable Instant revokedAt,
        long version) {}
