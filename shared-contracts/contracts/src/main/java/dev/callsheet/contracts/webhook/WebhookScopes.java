package dev.callsheet.contracts.webhook;

/** Names of the scopes that guard the webhook service's resources (SiteSync 5.3.1.1). */
public final class WebhookScopes {

    public static final String WEBHOOKS_MANAGE = "webhooks:manage";

    private WebhookScopes() {}
}
