package dev.callsheet.platform.data.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts secrets for the database with AES-256-GCM under a key from {@code callsheet.encryption.keys}
 * ({@code id:base64[,id:base64...]}): the first key encrypts, all of them decrypt, so a key is rotated by putting a new
 * one in front. The key's id is in each ciphertext.
 *
 * <p>Every secret is bound to a context, which is authenticated with it: a ciphertext copied into another row or column
 * does not open there. Safe for use by many threads.
 */
@ApplicationScoped
public class SecretBox {

    private static final String FORMAT = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    /** @param setting absent where nothing is ever encrypted; the first use then fails and names the setting */
    @Inject
    public SecretBox(@ConfigProperty(name = "callsheet.encryption.keys") Optional<String> setting) {
        this.keys = parse(setting.orElse(""));
    }

    /**
     * Encrypts a secret.
     *
     * @param context what the secret belongs to, such as {@code signing_key:<kid>}; opening it takes the same
     */
    public String seal(String secret, String context) {
        Map.Entry<String, SecretKey> current = current();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, current.getValue(), nonce, current.getKey(), context)
                    .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] box = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return FORMAT + "." + current.getKey() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws UnreadableSecretException when its key is not configured, or text or context are not what was sealed
     */
    public String open(String sealed, String context) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(FORMAT)) {
            throw new UnreadableSecretException("The secret of " + context + " is not in the format " + FORMAT);
        }
        SecretKey key = keys.get(parts[1]);
        if (key == null) {
            throw new UnreadableSecretException("The secret of " + context + " was encrypted with key '" + parts[1]
                    + "', which callsheet.encryption.keys does not hold");
        }
        try {
            byte[] box = Base64.getUrlDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, key, nonce, parts[1], context)
                    .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableSecretException("The secret of " + context + " was altered or belongs elsewhere", e);
        }
    }

    /** Whether there is any key; without one nothing can be encrypted. */
    public boolean hasKeys() {
        return !keys.isEmpty();
    }

    /** The id of the key that encrypts today. */
    public String currentKey() {
        return current().getKey();
    }

    /** What every ciphertext that today's key makes begins with, and no other does. */
    String currentPrefix() {
        return FORMAT + "." + currentKey() + ".";
    }

    private Map.Entry<String, SecretKey> current() {
        return keys.entrySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "callsheet.encryption.keys is empty; set it to id:base64 of 32 random bytes"));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String keyId, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((FORMAT + "." + keyId + "." + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Map<String, SecretKey> parse(String setting) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : setting.split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            String[] idAndKey = entry.strip().split(":", 2);
            if (idAndKey.length != 2 || !idAndKey[0].matches("[A-Za-z0-9_-]{1,32}")) {
                throw new IllegalArgumentException(
                        "callsheet.encryption.keys has an entry that is not id:base64 with an id of letters, digits, _ and -");
            }
            if (keys.put(idAndKey[0], new SecretKeySpec(decode(idAndKey[0], idAndKey[1]), "AES")) != null) {
                throw new IllegalArgumentException("callsheet.encryption.keys has the id '" + idAndKey[0] + "' twice");
            }
        }
        return keys;
    }

    private static byte[] decode(String id, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("callsheet.encryption.keys: key '" + id + "' is not base64", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "callsheet.encryption.keys: key '" + id + "' has " + key.length + " bytes; it must have 32");
        }
        return key;
    }
}
