package dev.callsheet.identity.apikey;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.ApiKeySnapshot;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A key of an integrator. The key itself is nowhere: its hash finds it, its first characters name it. Revoking is for
 * good; a key does not come back.
 */
@Entity
@Table(name = "api_key")
public class ApiKey extends OrganizationEntity {

    @Column(name = "name")
    String name;

    @Column(name = "key_hash", updatable = false)
    String keyHash;

    @Column(name = "key_prefix", updatable = false)
    String keyPrefix;

    @Column(name = "environment", updatable = false)
    String environment;

    @Column(name = "owner_id", updatable = false)
    @Nullable UUID ownerId;

    @Column(name = "scopes")
    String[] scopes;

    @Column(name = "rate_limit_tier")
    @Nullable String rateLimitTier;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "last_used_at", updatable = false)
    @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    Map<String, Object> metadata;

    protected ApiKey() {}

    ApiKey(
            String key,
            @Nullable UUID ownerId,
            KeyEnvironment environment,
            CreateApiKeyRequest request,
            Map<String, Object> metadata) {
        this.name = request.name();
        this.keyHash = ApiKeyFormat.hash(key);
        this.keyPrefix = ApiKeyFormat.displayed(key);
        this.environment = environment.spelling();
        this.ownerId = ownerId;
        this.scopes = request.scopes().stream().distinct().sorted().toArray(String[]::new);
        this.rateLimitTier = request.rateLimitTier();
        this.expiresAt = request.expiresAt();
        this.metadata = metadata;
    }

    void revoke(Instant now) {
        revokedAt = now;
        delete();
    }

    ApiKeySnapshot snapshot() {
        return new ApiKeySnapshot(
                id(),
                name,
                keyPrefix,
                environment,
                ownerId,
                List.of(scopes),
                rateLimitTier,
                expiresAt,
                revokedAt,
                version());
    }
}
