package dev.callsheet.gateway.authentication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller presented, and the organization they asked for. {@link #toString()} shows neither.
 *
 * @param text what stood after {@code Bearer}
 * @param organization the value of {@code X-Organization-ID}; null when there was none
 */
public record Credential(String text, @Nullable String organization) {

    /** The cache's key: nothing that sits in memory for minutes holds the credential itself. */
    Digest digest() {
        MessageDigest sha256 = sha256();
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        if (organization != null) {
            sha256.update((byte) 0);
            sha256.update(organization.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.wrap(sha256.digest());
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    @Override
    public String toString() {
        return "Credential[redacted]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** SHA-256 as four numbers, which compare faster than an array. */
    record Digest(long first, long second, long third, long fourth) {
        @Override
        public int hashCode() {
            return Long.hashCode(first);
        }
    }
}
