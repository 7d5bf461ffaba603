package dev.callsheet.webhook.subscription;

import dev.callsheet.webhook.signature.SigningSecret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription's deliveries go and what they carry; its secrets are open, so it is never logged or kept.
 *
 * @param secrets during a rotation the old one first
 */
record Receiver(
        UUID organizationId,
        UUID webhookId,
        String url,
        List<SigningSecret> secrets,
        @Nullable String authHeader) {

    @Override
    public String toString() {
        return "Receiver[webhookId=" + webhookId + "]";
    }
}
