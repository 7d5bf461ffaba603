package dev.callsheet.webhook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.Page;
import dev.callsheet.platform.web.request.Json;
import dev.callsheet.webhook.signature.SigningSecret;
import dev.callsheet.webhook.signature.WebhookSignature;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What was sent to a subscription, and what came back. Whether there is such a subscription is checked by the caller. */
@ApplicationScoped
public class DeliveryLog {

    private final DeliveryRepository deliveries;

    @Inject
    DeliveryLog(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    @OrganizationSession
    public Uni<Page<Resource<DeliveryResponse>>> list(UUID webhookId, ListQuery query) {
        return deliveries
                .list(query, List.of(Condition.of("e.webhookId = ?", webhookId)))
                .map(page -> new Page<>(
                        page.items().stream().map(DeliveryResponse::brief).toList(),
                        page.hasMore(),
                        page.total(),
                        page.nextCursor()));
    }

    /**
     * One delivery with its payload and attempts.
     *
     * @param secret what its signature is made with today
     * @throws ApiException {@code NOT_FOUND} as the Uni's failure, also when it belongs to another subscription
     */
    @OrganizationSession
    public Uni<Resource<DeliveryResponse>> get(UUID webhookId, UUID deliveryId, SigningSecret secret) {
        return deliveries
                .get(deliveryId)
                .invoke(delivery -> {
                    if (!delivery.webhookId().equals(webhookId)) {
                        throw ApiException.notFound("webhook_delivery", deliveryId);
                    }
                })
                .chain(delivery -> complete(delivery, secret));
    }

    private Uni<Resource<DeliveryResponse>> complete(Delivery delivery, SigningSecret secret) {
        return deliveries
                .payloadOf(delivery.id())
                .chain(payload -> deliveries
                        .attemptsOf(delivery.id())
                        .map(attempts -> DeliveryResponse.full(
                                delivery, read(payload), signatureOf(payload, secret), attempts)));
    }

    private static String signatureOf(String payload, SigningSecret secret) {
        return WebhookSignature.ofSpecification(secret, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(String payload) {
        try {
            return Json.events().readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Only JSON becomes a delivery", e);
        }
    }
}
