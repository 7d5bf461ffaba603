package dev.callsheet.contracts.webhook;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Webhook subscriptions. */
public final class WebhookContract implements DomainContract {

    @Override
    public String topic() {
        return "webhook.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                WebhookEvents.WEBHOOK_CREATED,
                WebhookEvents.WEBHOOK_UPDATED,
                WebhookEvents.WEBHOOK_DELETED,
                WebhookEvents.WEBHOOK_DISABLED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(new Scope(
                WebhookScopes.WEBHOOKS_MANAGE, "Create, read, change, test and delete webhook subscriptions."));
    }
}
