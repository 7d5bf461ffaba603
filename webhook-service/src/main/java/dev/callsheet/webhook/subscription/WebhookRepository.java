package dev.callsheet.webhook.subscription;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** The subscriptions of an organization. */
@ApplicationScoped
public class WebhookRepository extends OrganizationRepository<Webhook> {

    WebhookRepository() {
        super(Webhook.class, "webhook");
    }
}
