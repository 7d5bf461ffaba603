package dev.callsheet.webhook.delivery;

import java.time.Duration;
import java.util.UUID;

/** An endpoint with unfinished deliveries and how long until the first of them is due; negative when it is overdue. */
record DueEndpoint(UUID webhookId, Duration until) {

    boolean isDue() {
        return !until.isPositive();
    }
}
