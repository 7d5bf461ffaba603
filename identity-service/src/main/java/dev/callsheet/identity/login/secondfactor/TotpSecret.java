package dev.callsheet.identity.login.secondfactor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret and its codes: HMAC-SHA-1, 30 seconds, six digits, which is what every authenticator app does whatever
 * its URI says.
 *
 * @param base32 160 bits in the alphabet of RFC 4648, as people type it
 */
record TotpSecret(String base32) {

    private static final int BYTES = 20;
    private static final int STEP_SECONDS = 30;
    /** A clock may be one step off, in either direction (RFC 6238, 5.2). */
    private static final int SKEW = 1;

    private static final int MODULUS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    static TotpSecret create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(Base32.encode(bytes));
    }

    /** The step whose code this is, around the given time; empty when it is none. Takes the same time for any code. */
    OptionalLong stepOf(String code, Instant now) {
        long current = stepAt(now);
        return LongStream.rangeClosed(current - SKEW, current + SKEW)
                .filter(step -> MessageDigest.isEqual(
                        codeAt(step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8)))
                .max();
    }

    static long stepAt(Instant time) {
        return time.getEpochSecond() / STEP_SECONDS;
    }

    String codeAt(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base32.decode(base32), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA1", impossible);
        }
    }

    /** What authenticator apps read from a QR code. */
    String uri(String email) {
        return "otpauth://totp/Callsheet:%s?secret=%s&issuer=Callsheet&algorithm=SHA1&digits=6&period=30"
                .formatted(URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20"), base32);
    }

    @Override
    public String toString() {
        return "TotpSecret";
    }
}
