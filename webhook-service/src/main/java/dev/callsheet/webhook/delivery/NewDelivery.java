package dev.callsheet.webhook.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that one subscription wants.
 *
 * @param closed why it is not sent at all but only kept for a replay; null when it is sent
 */
public record NewDelivery(
        UUID organizationId,
        UUID id,
        UUID webhookId,
        UUID eventId,
        String eventType,
        UUID aggregateId,
        long sequence,
        String payload,
        @Nullable String closed) {}
