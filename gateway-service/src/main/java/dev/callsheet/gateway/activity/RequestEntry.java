package dev.callsheet.gateway.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request as the log keeps it, already without secrets.
 *
 * @param organizationId null where nobody was authenticated: no organization gets to see it
 * @param route the line of the routing table; null where there is none
 * @param path with its query, secrets taken out and cut to a bound
 */
public record RequestEntry(
        Instant createdAt,
        @Nullable UUID organizationId,
        String requestId,
        @Nullable UUID credentialId,
        @Nullable String credentialType,
        @Nullable String keyPrefix,
        @Nullable UUID userId,
        String method,
        @Nullable String route,
        String path,
        int statusCode,
        @Nullable String errorCode,
        int responseTimeMs,
        long requestBytes,
        long responseBytes,
        String ipAddress,
        @Nullable String userAgent,
        @Nullable String apiVersion,
        boolean hasIdempotencyKey) {}
