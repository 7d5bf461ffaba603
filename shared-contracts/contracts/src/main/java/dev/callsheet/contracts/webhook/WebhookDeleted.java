package dev.callsheet.contracts.webhook;

/** A subscription was deleted; the snapshot is its last state. */
public record WebhookDeleted(WebhookSnapshot webhook) {}
