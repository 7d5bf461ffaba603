package dev.callsheet.webhook.delivery;

import dev.callsheet.webhook.signature.SigningSecret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be made.
 *
 * @param secrets during a rotation the old one first
 * @param gap the sequence of the earliest event that this one overtakes; null when it overtakes none
 */
public record OutgoingWebhook(
        String url,
        List<SigningSecret> secrets,
        @Nullable String authHeader,
        String eventId,
        String eventType,
        String payload,
        @Nullable Long gap) {}
