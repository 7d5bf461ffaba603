package dev.callsheet.identity.apikey;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.contracts.identity.ApiKeySnapshot;
import dev.callsheet.identity.allowlist.AllowList;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A key of an integrator. The key itself is nowhere: its hash finds it, its first characters name it. Revoking is for
 * good; a key does not come back. After a rotation the key before it works until its grace ends; there is one such key
 * at most.
 */
@Entity
@Table(name = "api_key")
public class ApiKey extends OrganizationEntity {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<Map<String, JsonNode>> NODES = new TypeReference<>() {};

    @Column(name = "name")
    String name;

    @Column(name = "key_hash")
    String keyHash;

    @Column(name = "key_prefix")
    String keyPrefix;

    @Column(name = "previous_key_hash")
    @Nullable String previousKeyHash;

    @Column(name = "previous_key_expires_at")
    @Nullable Instant previousKeyExpiresAt;

    @Column(name = "environment", updatable = false)
    String environment;

    @Column(name = "owner_id", updatable = false)
    @Nullable UUID ownerId;

    @Column(name = "service_account_id", updatable = false)
    @Nullable UUID serviceAccountId;

    @Column(name = "scopes")
    String[] scopes;

    @Column(name = "rate_limit_tier")
    @Nullable String rateLimitTier;

    @Column(name = "limit_per_minute")
    @Nullable Integer limitPerMinute;

    @Column(name = "limit_per_hour")
    @Nullable Integer limitPerHour;

    @Column(name = "limit_per_day")
    @Nullable Integer limitPerDay;

    @Column(name = "limit_burst")
    @Nullable Integer limitBurst;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "allowed_ips")
    String[] allowedIps;

    @Column(name = "allowed_origins")
    String[] allowedOrigins;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable Instant lastUsedAt;

    @Column(name = "last_used_ip", insertable = false, updatable = false)
    @Nullable String lastUsedIp;

    @Column(name = "request_count", insertable = false, updatable = false)
    long requestCount;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    Map<String, Object> metadata;

    protected ApiKey() {}

    ApiKey(String key, KeyHolder holder, KeyEnvironment environment, ApiKeyRequest request, ObjectMapper json) {
        this.keyHash = ApiKeyFormat.hash(key);
        this.keyPrefix = ApiKeyFormat.displayed(key);
        this.environment = environment.spelling();
        this.ownerId = holder.userId();
        this.serviceAccountId = holder.serviceAccountId();
        apply(request, json);
    }

    /** Takes over what an update says; the environment stays. */
    final void apply(ApiKeyRequest request, ObjectMapper json) {
        name = request.name();
        scopes = request.scopes().stream().distinct().sorted().toArray(String[]::new);
        rateLimitTier = request.rateLimitTier();
        expiresAt = request.expiresAt();
        allowedIps = AllowList.addresses(request.allowedIps());
        allowedOrigins = AllowList.origins(request.allowedOrigins());
        metadata = request.metadata() == null ? Map.of() : json.convertValue(request.metadata(), OBJECT);
        RateLimitOverrides overrides = request.rateLimitOverrides();
        limitPerMinute = overrides == null ? null : overrides.perMinute();
        limitPerHour = overrides == null ? null : overrides.perHour();
        limitPerDay = overrides == null ? null : overrides.perDay();
        limitBurst = overrides == null ? null : overrides.burst();
        if (previousKeyExpiresAt != null) {
            previousKeyExpiresAt = notPastExpiry(previousKeyExpiresAt);
        }
    }

    /** Ends the key at that time if it would not have ended by then. */
    void endAtTheLatest(@Nullable Instant latest) {
        if (latest != null && (expiresAt == null || expiresAt.isAfter(latest))) {
            expiresAt = latest;
        }
    }

    /**
     * Puts another key in the place of this one, which works on until the grace ends. Without a grace every older key
     * ends now.
     *
     * @throws ApiException {@code CONFLICT} while the grace of an earlier rotation runs, unless this one has none; {@code
     *     UNPROCESSABLE} when the key has expired
     */
    void rotate(String successor, Duration grace, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new ApiException(ErrorCode.UNPROCESSABLE, "The key expired at " + expiresAt + ": extend it first.");
        }
        Instant earlierGrace = graceEndsAt(now);
        if (earlierGrace != null && !grace.isZero()) {
            throw new ApiException(
                            ErrorCode.CONFLICT,
                            "The key was rotated before and the one before it works until %s: wait, or end both with grace_hours 0."
                                    .formatted(earlierGrace))
                    .withRetryAfter(Duration.between(now, earlierGrace));
        }
        previousKeyHash = grace.isZero() ? null : keyHash;
        previousKeyExpiresAt =
                grace.isZero() ? null : notPastExpiry(now.plus(grace).truncatedTo(ChronoUnit.MICROS));
        keyHash = ApiKeyFormat.hash(successor);
        keyPrefix = ApiKeyFormat.displayed(successor);
    }

    /** Until when the key before the last rotation works; null when it does not. */
    @Nullable Instant graceEndsAt(Instant now) {
        return previousKeyExpiresAt != null && previousKeyExpiresAt.isAfter(now) ? previousKeyExpiresAt : null;
    }

    void revoke(Instant now) {
        revokedAt = now;
        delete();
    }

    @Nullable RateLimitOverrides overrides() {
        RateLimitOverrides overrides = new RateLimitOverrides(limitPerMinute, limitPerHour, limitPerDay, limitBurst);
        return overrides.isEmpty() ? null : overrides;
    }

    ApiKeyRequest asRequest(ObjectMapper json) {
        return new ApiKeyRequest(
                name,
                List.of(scopes),
                rateLimitTier,
                overrides(),
                expiresAt,
                List.of(allowedIps),
                List.of(allowedOrigins),
                KeyEnvironment.of(environment),
                json.convertValue(metadata, NODES));
    }

    ApiKeySnapshot snapshot() {
        return new ApiKeySnapshot(
                id(),
                name,
                keyPrefix,
                environment,
                ownerId,
                serviceAccountId,
                List.of(scopes),
                rateLimitTier,
                expiresAt,
                revokedAt,
                version());
    }

    private Instant notPastExpiry(Instant end) {
        return expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
    }
}
