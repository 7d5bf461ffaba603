package dev.callsheet.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stood when the event was written. Never holds its secret nor its authorization header.
 *
 * @param events patterns such as {@code job.created}, {@code job.*} or {@code *}
 * @param ordering {@code aggregate}, {@code strict} or {@code none}
 */
public record WebhookSnapshot(
        UUID id,
        String url,
        @Nullable String description,
        List<String> events,
        @JsonProperty("is_active") boolean isActive,
        String ordering,
        long version) {}
