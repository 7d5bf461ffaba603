package dev.callsheet.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the log shows it (SiteSync 5.3.3, WebhookDelivery).
 *
 * @param attemptNumber attempts that count; those that failed on our side do not
 * @param payload the body that is sent; in the answer to a single delivery only, like the two that follow
 * @param signature what {@code X-Webhook-Signature} holds for it today
 * @param responseBody the beginning of the latest answer
 */
@ResourceType("webhook_delivery")
@Schema(name = "WebhookDelivery")
public record DeliveryResponse(
        UUID webhookId,
        UUID eventId,
        String eventType,
        UUID aggregateId,
        long sequence,
        DeliveryStatus status,
        int attemptNumber,
        @Nullable Instant nextRetryAt,
        @Nullable Integer responseStatus,
        @Nullable Integer responseTimeMs,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant deliveredAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(type = SchemaType.OBJECT) @Nullable JsonNode payload,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String signature,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String responseBody,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttemptResponse> attempts) {

    /**
     * One attempt of the log.
     *
     * @param counted false when it failed on our side, which takes none of the receiver's retries
     */
    @Schema(name = "WebhookDeliveryAttempt")
    public record AttemptResponse(
            int attemptNumber,
            Instant attemptedAt,
            @Nullable Integer responseStatus,
            @Nullable String responseBody,
            @Nullable Integer responseTimeMs,
            @Nullable String error,
            boolean counted) {}

    static Resource<DeliveryResponse> brief(Delivery delivery) {
        return from(delivery, null, null, null, null);
    }

    static Resource<DeliveryResponse> full(
            Delivery delivery, JsonNode payload, String signature, List<AttemptResponse> attempts) {
        String body = attempts.isEmpty() ? null : attempts.getLast().responseBody();
        return from(delivery, payload, signature, body, attempts);
    }

    private static Resource<DeliveryResponse> from(
            Delivery delivery,
            @Nullable JsonNode payload,
            @Nullable String signature,
            @Nullable String responseBody,
            @Nullable List<AttemptResponse> attempts) {
        DeliveryResponse attributes = new DeliveryResponse(
                delivery.webhookId(),
                delivery.eventId(),
                delivery.eventType(),
                delivery.aggregateId(),
                delivery.sequence(),
                delivery.status(),
                delivery.attemptNumber(),
                delivery.nextRetryAt(),
                delivery.responseStatus(),
                delivery.responseTimeMs(),
                delivery.failureReason(),
                delivery.createdAt(),
                delivery.deliveredAt(),
                payload,
                signature,
                responseBody,
                attempts);
        return Resource.of(delivery.id(), "webhook_delivery", attributes);
    }
}
