package dev.callsheet.fleet.secrets;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

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
        return PrivateFile.readOrMake(encryptionKeyFile(), () -> newEncryptionKey(1));
    }

    /** Puts a new key before those there are: it encrypts from now on, and they still decrypt. Gives its id. */
    public String addEncryptionKey() {
        String keys = encryptionKeys();
        int number = 1
                + Stream.of(keys.split(",", -1))
                        .map(Secrets::idOf)
                        .filter(id -> id.matches("k[0-9]{1,8}"))
                        .mapToInt(id -> Integer.parseInt(id.substring(1)))
                        .max()
                        .orElse(0);
        PrivateFile.write(encryptionKeyFile(), newEncryptionKey(number) + "," + keys);
        return "k" + number;
    }

    /** Forgets all keys but the one that encrypts; whatever another has sealed can never be read again. */
    public void dropOldEncryptionKeys() {
        PrivateFile.write(encryptionKeyFile(), encryptionKeys().split(",", -1)[0]);
    }

    /** The ids of the keys, the one that encrypts first. */
    public List<String> encryptionKeyIds() {
        return Stream.of(encryptionKeys().split(",", -1)).map(Secrets::idOf).toList();
    }

    private Path encryptionKeyFile() {
        return directory.resolve("encryption.keys");
    }

    private static String newEncryptionKey(int number) {
        return "k" + number + ":" + Base64.getEncoder().encodeToString(random(KEY_BYTES));
    }

    private static String idOf(String key) {
        return key.strip().split(":", 2)[0];
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
