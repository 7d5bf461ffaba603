package dev.callsheet.contracts.webhook;

import dev.callsheet.contracts.event.EventType;

/** The events of {@code webhook.events}. There are none about deliveries: a delivery of those would cause the next. */
public final class WebhookEvents {

    public static final EventType<WebhookCreated> WEBHOOK_CREATED =
            new EventType<>("webhook.created", WebhookCreated.class, "A webhook subscription was created.");
    public static final EventType<WebhookUpdated> WEBHOOK_UPDATED =
            new EventType<>("webhook.updated", WebhookUpdated.class, "A webhook subscription changed.");
    public static final EventType<WebhookDeleted> WEBHOOK_DELETED =
            new EventType<>("webhook.deleted", WebhookDeleted.class, "A webhook subscription was deleted.");
    public static final EventType<WebhookDisabled> WEBHOOK_DISABLED = new EventType<>(
            "webhook.disabled",
            WebhookDisabled.class,
            "Deliveries to a webhook subscription were stopped because its receiver is gone or keeps failing.");

    private WebhookEvents() {}
}
