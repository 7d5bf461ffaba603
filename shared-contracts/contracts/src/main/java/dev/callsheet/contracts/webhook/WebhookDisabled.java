package dev.callsheet.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The product stopped delivering to a subscription; a user who switches one off causes {@code webhook.updated} instead.
 *
 * @param reason {@code gone} when the receiver answered 410, {@code failing} when deliveries kept failing
 * @param failureCount deliveries that failed in a row
 */
public record WebhookDisabled(
        WebhookSnapshot webhook,
        String reason,
        @JsonProperty("failure_count") int failureCount) {}
