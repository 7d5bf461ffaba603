package dev.callsheet.gateway.activity;

import dev.callsheet.platform.web.envelope.ResourceType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the log shows of a request. Of a gap there is only the time, how many requests were lost, and until when.
 *
 * @param keyPrefix the first characters of an API key, as its own resource shows them
 * @param route the path with its variables in braces
 * @param statusCode 499 where the client went away before there was an answer
 * @param requestBytes of the body, as {@code responseBytes}
 */
@ResourceType("request")
public record RequestAttributes(
        Instant createdAt,
        @Nullable String requestId,
        @Nullable String method,
        @Nullable String route,
        @Nullable String path,
        @Nullable Integer statusCode,
        @Nullable String errorCode,
        @Nullable Integer responseTimeMs,
        @Nullable Long requestBytes,
        @Nullable Long responseBytes,
        @Nullable UUID credentialId,
        @Nullable String credentialType,
        @Nullable String keyPrefix,
        @Nullable UUID userId,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String apiVersion,
        @Nullable Boolean hasIdempotencyKey,
        @Nullable Integer lostRequests,
        @Nullable Instant lostUntil) {}
