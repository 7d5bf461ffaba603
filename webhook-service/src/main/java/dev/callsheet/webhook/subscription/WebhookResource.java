package dev.callsheet.webhook.subscription;

import dev.callsheet.contracts.webhook.WebhookScopes;
import dev.callsheet.platform.data.idempotency.Idempotent;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.list.ListSchema;
import dev.callsheet.platform.web.security.RequiresScope;
import dev.callsheet.webhook.delivery.Ordering;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Webhook subscriptions (Sector Pro 5.11). */
@Path("/api/v1/webhooks")
@Tag(name = "Webhooks", description = "Subscriptions to events, and the log of what was sent to them")
public class WebhookResource {

    private static final ListSchema SCHEMA = ListSchema.of(WebhookResponse.class)
            .sortable("created_at", Instant.class)
            .sortable("updated_at", Instant.class)
            .sortable("url", String.class)
            .filterable("is_active", Boolean.class)
            .filterable("active", Boolean.class, "isActive")
            .filterable("ordering", Ordering.class)
            .filterable("failure_count", Integer.class)
            .shorthand("is_active", "active")
            .sortedBy("-created_at");

    private final WebhookService webhooks;
    private final EndpointCheck endpoints;
    private final TestDelivery test;

    @Inject
    WebhookResource(WebhookService webhooks, EndpointCheck endpoints, TestDelivery test) {
        this.webhooks = webhooks;
        this.endpoints = endpoints;
        this.test = test;
    }

    @POST
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Idempotent(secretAnswer = true)
    @Operation(operationId = "createWebhook", summary = "Subscribe a URL to events; the answer alone shows the secret")
    public Uni<RestResponse<Envelope<Resource<WebhookResponse>>>> create(WebhookRequest request) {
        webhooks.refuseUnlessSound(request);
        return endpoints
                .check(request.url())
                .chain(() -> webhooks.create(request))
                .map(created -> RestResponse.ResponseBuilder.ok(Envelope.of(created))
                        .status(RestResponse.Status.CREATED)
                        .location(URI.create("/api/v1/webhooks/" + created.id()))
                        .build());
    }

    @GET
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(operationId = "listWebhooks", summary = "List webhook subscriptions")
    public Uni<Envelope<List<Resource<WebhookResponse>>>> list(@Context UriInfo uri) {
        ListQuery query = ListQuery.parse(SCHEMA, uri);
        return webhooks.list(query).map(page -> Envelope.list(query, page, resource -> resource));
    }

    @GET
    @Path("/{id}")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(operationId = "getWebhook", summary = "Read a webhook subscription")
    public Uni<Envelope<Resource<WebhookResponse>>> get(UUID id) {
        return webhooks.get(id).map(Envelope::of);
    }

    @PUT
    @Path("/{id}")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Idempotent
    @Operation(
            operationId = "updateWebhook",
            summary = "Change a webhook subscription; what the body leaves out stays",
            description = "Switching it on again forgets the failures that switched it off.")
    public Uni<Envelope<Resource<WebhookResponse>>> update(UUID id, MergePatch<WebhookRequest> patch) {
        Uni<Void> checked = patch.fields().contains("url")
                ? checkUrl(id, patch)
                : Uni.createFrom().voidItem();
        return checked.chain(() -> webhooks.update(id, patch)).map(Envelope::of);
    }

    @PATCH
    @Path("/{id}")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Idempotent
    @Operation(operationId = "patchWebhook", summary = "Change a webhook subscription; the same as PUT")
    public Uni<Envelope<Resource<WebhookResponse>>> patch(UUID id, MergePatch<WebhookRequest> patch) {
        return update(id, patch);
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook subscription; what is queued is not sent")
    public Uni<RestResponse<Void>> delete(UUID id) {
        return webhooks.delete(id).replaceWith(RestResponse.noContent());
    }

    @POST
    @Path("/{id}/test")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Idempotent(callsOutside = true)
    @Operation(
            operationId = "testWebhook",
            summary = "Send a webhook.test event now and show what came back",
            description =
                    "Works for a subscription that is switched off too. Not retried, and not in the delivery log.")
    public Uni<Envelope<WebhookTestResponse>> test(UUID id) {
        return webhooks.receiver(id).chain(test::send).map(Envelope::of);
    }

    @POST
    @Path("/{id}/rotate-secret")
    @RequiresScope(WebhookScopes.WEBHOOKS_MANAGE)
    @Idempotent(secretAnswer = true)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Replace the secret; the old one signs too until the grace ends")
    public Uni<Envelope<Resource<WebhookResponse>>> rotateSecret(UUID id, RotateSecretRequest request) {
        return webhooks.rotateSecret(id, request).map(Envelope::of);
    }

    private Uni<Void> checkUrl(UUID id, MergePatch<WebhookRequest> patch) {
        return webhooks.preview(id, patch)
                .invoke(webhooks::refuseUnlessSound)
                .chain(changed -> endpoints.check(changed.url()));
    }
}
