package dev.callsheet.identity.login.secondfactor;

import java.io.ByteArrayOutputStream;

/** RFC 4648's base 32 without padding, for secrets that people type: the JDK has none. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte next : bytes) {
            buffer = (buffer << Byte.SIZE) | (next & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & 0x1f));
            }
        }
        if (held > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - held)) & 0x1f));
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int at = 0; at < text.length(); at++) {
            int value = ALPHABET.indexOf(text.charAt(at));
            if (value < 0) {
                throw new IllegalArgumentException("Base 32 has no '" + text.charAt(at) + "'");
            }
            buffer = (buffer << BITS) | value;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(buffer >> held);
            }
        }
        return bytes.toByteArray();
    }
}
