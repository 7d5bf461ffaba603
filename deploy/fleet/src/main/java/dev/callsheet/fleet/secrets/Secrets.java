package dev.callsheet.fleet.secrets;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The fleet's passwords and its encryption key: random, one file each, made when first asked for. */
public final class Secrets {

    private static final int PASSWORD_BYTES = 24;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    public Secrets(Path directory) {
        this.directory = directory;
    }

    /** The password of a database role. */
    public String databasePassword(String role) {
        return PrivateFile.readOrMake(
                directory.resolve("database").resolve(role + ".password"),
                () -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)));
    }

    /** The keys that encrypt secrets in the database, as {@code id:base64}. */
    public String encryptionKeys() {
        return PrivateFile.readOrMake(
                directory.resolve("encryption.keys"),
                () -> "k1:" + Base64.getEncoder().encodeToString(random(KEY_BYTES)));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
