package dev.callsheet.system.account;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app that shows the codes of a second factor (RFC 6238). */
record Authenticator(String base32) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 20;

    /** The code of so many steps of 30 seconds from now. */
    String code(int stepsFromNow) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret(), "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / 30 + stepsFromNow;
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[19] & 15, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] secret() {
        BigInteger bits = base32.chars()
                .mapToObj(letter -> BigInteger.valueOf(ALPHABET.indexOf(letter)))
                .reduce(BigInteger.ZERO, (all, five) -> all.shiftLeft(5).or(five));
        byte[] bytes = bits.toByteArray();
        byte[] secret = new byte[BYTES];
        byte[] last = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - BYTES), bytes.length);
        System.arraycopy(last, 0, secret, BYTES - last.length, last.length);
        return secret;
    }
}
