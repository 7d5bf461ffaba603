package dev.callsheet.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers that identify and sign one attempt: those of Sector Pro 8.3, which cover the body, and those of Standard
 * Webhooks, which cover the event's id and the time of the attempt too.
 */
public final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * Everything that an attempt carries to be recognized and verified.
     *
     * @param secrets the one that {@code X-Webhook-Signature} uses first; during a rotation the old one, then the new
     */
    public static Map<String, String> headers(
            List<SigningSecret> secrets, String eventId, String eventType, Instant attemptedAt, byte[] body) {
        String timestamp = Long.toString(attemptedAt.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Webhook-Id", eventId);
        headers.put("X-Webhook-Timestamp", timestamp);
        headers.put("X-Webhook-Event", eventType);
        headers.put("X-Webhook-Signature", ofSpecification(secrets.getFirst(), body));
        headers.put("webhook-id", eventId);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> ofStandard(secret, eventId, timestamp, body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    /** {@code sha256=} and the hexadecimal HMAC of the raw body. */
    public static String ofSpecification(SigningSecret secret, byte[] body) {
        Mac mac = mac(secret.keyOfSpecification());
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static String ofStandard(SigningSecret secret, String eventId, String timestamp, byte[] body) {
        Mac mac = mac(secret.keyOfStandard());
        mac.update((eventId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
