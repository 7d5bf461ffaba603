package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token that is mailed and works once: 256 random bits, of which the database holds the SHA-256.
 *
 * @param text what the mail holds, and nothing else ever does
 */
public record OneTimeToken(String text) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * A new token.
     *
     * @param purpose stands before it, such as {@code reset}, so that a leaked one tells what it is
     */
    public static OneTimeToken create(String purpose) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new OneTimeToken(
                purpose + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public String hash() {
        return ApiKeyFormat.hash(text);
    }

    @Override
    public String toString() {
        return "OneTimeToken";
    }
}
