package dev.callsheet.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from.
 *
 * @param triggeredBy the user, else the credential that caused it; null where the product itself did
 * @param requestId the {@code X-Request-ID} of the request that caused it; null outside a request
 * @param apiVersion the version of the payload, {@code v1}
 */
public record EventMetadata(
        @JsonProperty("triggered_by") @Nullable String triggeredBy,
        @JsonProperty("request_id") @Nullable String requestId,
        @JsonProperty("api_version") String apiVersion) {

    /** The version of every payload that this release writes. */
    public static final String API_VERSION = "v1";
}
