package dev.callsheet.webhook.subscription;

import dev.callsheet.contracts.webhook.WebhookScopes;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import dev.callsheet.webhook.delivery.DeliveryLog;
import dev.callsheet.webhook.delivery.DeliveryResponse;
import dev.callsheet.webhook.delivery.DeliveryStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The delivery log of a subscription (SiteSync 5.3.3). */
@Path("/api/v1/webhooks/{id}/deliveries")
@Tag(name = "Webhooks")
public class DeliveryResource {

    private static final ListSchema SCHEMA = ListSchema.of(DeliveryResponse.class)
            .sortable("created_at", Instant.class)
            .filterable("status", DeliveryStatus.class)
            .filterable("event_type", String.class)
            .filterable("event_id", UUID.class)
            .filterable("aggregate_id", UUID.class)
            .filterable("response_status", Integer.class)
            .filterable("attempt_number", Integer.class)
            .shorthand("status", "event_type", "event_id", "aggregate_id")
            .sortedBy("-created_at");

    private final WebhookService webhooks;
    private final DeliveryLog log;

    @Inject
    DeliveryResource(WebhookService webhooks, DeliveryLog log) {
        this.webhooks = webhooks;
        this.log = log;
    }

    @GET
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what was sent to a subscription, the latest first")
    public Uni<Envelope<List<Resource<DeliveryResponse>>>> list(UUID id, @Context UriInfo uri) {
        ListQuery query = ListQuery.parse(SCHEMA, uri);
        return webhooks.get(id)
                .chain(found -> log.list(id, query))
                .map(page -> Envelope.list(query, page, resource -> resource));
    }

    @GET
    @Path("/{deliveryId}")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(operationId = "getWebhookDelivery", summary = "Read a delivery with its payload and every attempt")
    public Uni<Envelope<Resource<DeliveryResponse>>> get(UUID id, UUID deliveryId) {
        return webhooks.receiver(id)
                .chain(receiver -> log.get(id, deliveryId, receiver.secrets().getFirst()))
                .map(Envelope::of);
    }
}
