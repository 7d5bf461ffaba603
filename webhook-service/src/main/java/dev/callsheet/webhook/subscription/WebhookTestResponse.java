package dev.callsheet.webhook.subscription;

import dev.callsheet.webhook.delivery.AttemptOutcome;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a test.
 *
 * @param delivered whether the receiver answered with a status of the 2xx
 * @param error why not; null when it did
 */
@Schema(name = "WebhookTest")
public record WebhookTestResponse(
        UUID eventId,
        String eventType,
        boolean delivered,
        @Nullable Integer responseStatus,
        @Nullable String responseBody,
        int responseTimeMs,
        @Nullable String error) {

    static WebhookTestResponse of(UUID eventId, String eventType, AttemptOutcome outcome) {
        return new WebhookTestResponse(
                eventId,
                eventType,
                outcome.isDelivered(),
                outcome.responseStatus(),
                outcome.responseBody(),
                outcome.responseTimeMillis(),
                outcome.error());
    }
}
