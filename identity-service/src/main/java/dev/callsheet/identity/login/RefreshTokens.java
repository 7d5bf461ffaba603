package dev.callsheet.identity.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How refresh tokens are made and stored. A token is 256 random bits; the database holds its SHA-256. Its successor is
 * an HMAC of a random salt under the token itself: whoever has the token can be given the same successor again, and
 * whoever has only the database can compute neither.
 */
final class RefreshTokens {

    private static final int BYTES = 32;
    private static final String PREFIX = "rt_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RefreshTokens() {}

    static String first() {
        return PREFIX + encode(randomBytes());
    }

    static byte[] newSalt() {
        return randomBytes();
    }

    static String successor(String token, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return PREFIX + encode(mac.doFinal(salt));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }

    static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
