package dev.callsheet.contracts.webhook;

/** A subscription was created. */
public record WebhookCreated(WebhookSnapshot webhook) {}
