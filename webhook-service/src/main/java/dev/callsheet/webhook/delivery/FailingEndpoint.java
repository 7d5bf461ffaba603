package dev.callsheet.webhook.delivery;

import java.util.UUID;

/** An endpoint that has to be disabled. */
record FailingEndpoint(UUID organizationId, UUID webhookId, String reason) {

    static final String GONE = "gone";
    static final String FAILING = "failing";
}
