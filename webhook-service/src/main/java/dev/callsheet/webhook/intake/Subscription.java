package dev.callsheet.webhook.intake;

import dev.callsheet.webhook.catalogue.EventPattern;
import java.util.List;
import java.util.UUID;

/** What the intake must know of a subscription. */
record Subscription(UUID organizationId, UUID webhookId, List<EventPattern> patterns, boolean active) {

    boolean wants(EventHeader event) {
        return organizationId.equals(event.organizationId())
                && patterns.stream().anyMatch(pattern -> pattern.matches(event.type()));
    }
}
