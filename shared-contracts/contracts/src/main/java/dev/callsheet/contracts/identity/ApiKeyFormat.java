package dev.callsheet.contracts.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * What an API key looks like: {@code sp_live_} or {@code sp_test_}, 26 random characters of base 62, and a CRC-32 over
 * all of that as 6 more (Sector Pro 2.1). The checksum lets the edge refuse garbage without asking anyone; it proves
 * nothing about who made the key.
 */
public final class ApiKeyFormat {

    /** The brand that keys start with where the setting {@code callsheet.keys.prefix} says nothing else. */
    public static final String DEFAULT_BRAND = "sp";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 26;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int DISPLAYED_LENGTH = 16;
    private static final List<String> ENVIRONMENTS = List.of("live", "test");

    private final String brand;
    /** Made once: the edge asks about every request's credential. */
    private final List<String> prefixes;

    /**
     * @param brand lower-case letters and digits, 2 to 12 of them
     * @throws IllegalArgumentException for any other brand
     */
    public ApiKeyFormat(String brand) {
        if (!brand.matches("[a-z0-9]{2,12}")) {
            throw new IllegalArgumentException(
                    "callsheet.keys.prefix is '" + brand + "'; it must be 2 to 12 lower-case letters or digits");
        }
        this.brand = brand;
        this.prefixes = ENVIRONMENTS.stream().map(this::prefix).toList();
    }

    /**
     * Makes a key that nobody can guess as long as the generator is a secure one.
     *
     * @param environment {@code live} or {@code test}
     */
    public String generate(String environment, RandomGenerator random) {
        if (!ENVIRONMENTS.contains(environment)) {
            throw new IllegalArgumentException("environment is '" + environment + "'; it must be live or test");
        }
        StringBuilder key = new StringBuilder(prefix(environment));
        for (int drawn = 0; drawn < RANDOM_LENGTH; drawn++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.append(checksum(key.toString())).toString();
    }

    /** Whether a credential means to be a key of ours, well-formed or not. */
    public boolean claimsToBeKey(String credential) {
        for (String prefix : prefixes) {
            if (credential.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The environment of a well-formed key with a correct checksum; empty for anything else. */
    public Optional<String> environmentOf(String credential) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (isKeyOf(prefixes.get(i), credential)) {
                return Optional.of(ENVIRONMENTS.get(i));
            }
        }
        return Optional.empty();
    }

    /** What identifies a key in lists and logs: its first 16 characters. */
    public static String displayed(String key) {
        return key.substring(0, Math.min(DISPLAYED_LENGTH, key.length()));
    }

    /** SHA-256 in lower-case hex: what is stored instead of the key, and what caches are keyed by. */
    public static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private String prefix(String environment) {
        return brand + "_" + environment + "_";
    }

    private static boolean isKeyOf(String prefix, String credential) {
        int body = prefix.length() + RANDOM_LENGTH;
        if (credential.length() != body + CHECKSUM_LENGTH || !credential.startsWith(prefix)) {
            return false;
        }
        for (int at = prefix.length(); at < body; at++) {
            if (!isBase62(credential.charAt(at))) {
                return false;
            }
        }
        return credential.endsWith(checksum(credential.substring(0, body)));
    }

    private static boolean isBase62(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long value = crc.getValue();
        char[] digits = new char[CHECKSUM_LENGTH];
        for (int at = CHECKSUM_LENGTH - 1; at >= 0; at--) {
            digits[at] = ALPHABET.charAt((int) (value % ALPHABET.length()));
            value /= ALPHABET.length();
        }
        return new String(digits);
    }
}
