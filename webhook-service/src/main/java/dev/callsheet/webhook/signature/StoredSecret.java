package dev.callsheet.webhook.signature;

import java.util.UUID;

/** What ties an encrypted secret to its subscription, so that it opens nowhere else. */
public final class StoredSecret {

    private StoredSecret() {}

    public static String contextOf(UUID webhookId) {
        return "webhook:" + webhookId;
    }
}
