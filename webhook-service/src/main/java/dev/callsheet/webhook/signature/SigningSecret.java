package dev.callsheet.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that a subscription and its receiver share; never printed. */
public final class SigningSecret {

    public static final int MINIMUM_LENGTH = 16;
    public static final int MAXIMUM_LENGTH = 256;

    private static final String PREFIX = "whsec_";
    private static final int RANDOM_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private SigningSecret(String value) {
        this.value = value;
    }

    public static SigningSecret of(String value) {
        return new SigningSecret(value);
    }

    public static SigningSecret generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    public String value() {
        return value;
    }

    /** The key of {@code X-Webhook-Signature}: the secret as it stands (Sector Pro 8.3). */
    byte[] keyOfSpecification() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The key of {@code webhook-signature}: what is encoded behind {@code whsec_}, else the text's own bytes. */
    byte[] keyOfStandard() {
        if (!value.startsWith(PREFIX)) {
            return keyOfSpecification();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(value.substring(PREFIX.length()));
            return decoded.length == 0 ? keyOfSpecification() : decoded;
        } catch (IllegalArgumentException e) {
            // A secret of the caller's own that happens to begin like ours.
            return keyOfSpecification();
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
