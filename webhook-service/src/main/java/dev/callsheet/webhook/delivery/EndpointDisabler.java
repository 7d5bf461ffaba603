package dev.callsheet.webhook.delivery;

import java.util.UUID;

/** Switches a subscription off for its owner and says so; must not block, and must not fail. */
@FunctionalInterface
public interface EndpointDisabler {

    /**
     * Called again for the same endpoint when it did not work.
     *
     * @param reason {@code gone} or {@code failing}
     */
    void disable(UUID organizationId, UUID webhookId, String reason);
}
