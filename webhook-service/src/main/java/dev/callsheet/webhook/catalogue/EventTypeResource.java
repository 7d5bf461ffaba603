package dev.callsheet.webhook.catalogue;

import dev.callsheet.contracts.webhook.WebhookScopes;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.security.RequiresScope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of event types. */
@Path("/api/v1/webhooks/event-types")
@Tag(name = "Webhooks")
public class EventTypeResource {

    private final EventCatalogue catalogue;

    @Inject
    EventTypeResource(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(
            operationId = "listEventTypes",
            summary = "List the event types that a webhook may name, with a sample and a JSON Schema of each")
    public Envelope<List<EventTypeResponse>> list() {
        return Envelope.of(catalogue.list());
    }
}
