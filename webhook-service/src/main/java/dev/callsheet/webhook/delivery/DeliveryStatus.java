package dev.callsheet.webhook.delivery;

import java.util.Locale;

/** Where a delivery stands (SiteSync 5.3.3, WebhookDelivery). */
public enum DeliveryStatus {
    PENDING,
    RETRYING,
    DELIVERED,
    FAILED;

    /** What an attempt means for its delivery. */
    enum Verdict {
        DELIVERED,
        RETRYING,
        FAILED,
        /** Failed on our side: as if it had not been tried. */
        UNCOUNTED
    }

    /** As the database and the API spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
