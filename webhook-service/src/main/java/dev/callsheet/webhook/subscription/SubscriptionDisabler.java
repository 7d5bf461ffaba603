package dev.callsheet.webhook.subscription;

import dev.callsheet.platform.web.request.CallContext;
import dev.callsheet.webhook.delivery.EndpointDisabler;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Runs the switching off as the organization that the subscription belongs to. */
@ApplicationScoped
class SubscriptionDisabler implements EndpointDisabler {

    private static final Logger LOG = Logger.getLogger(SubscriptionDisabler.class);

    private final WebhookService webhooks;
    private final Vertx vertx;

    @Inject
    SubscriptionDisabler(WebhookService webhooks, Vertx vertx) {
        this.webhooks = webhooks;
        this.vertx = vertx;
    }

    @Override
    public void disable(UUID organizationId, UUID webhookId, String reason) {
        vertx.getOrCreateContext()
                .runOnContext(started -> CallContext.ofOrganization(organizationId, null)
                        .run(() -> webhooks.disable(webhookId, reason))
                        .subscribe()
                        .with(
                                disabled -> LOG.infof("Webhook %s is disabled: %s", webhookId, reason),
                                failure -> LOG.warnf(
                                        failure,
                                        "Webhook %s could not be disabled; its next failure tries again",
                                        webhookId)));
    }
}
