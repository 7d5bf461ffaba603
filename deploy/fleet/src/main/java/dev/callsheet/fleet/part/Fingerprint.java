package dev.callsheet.fleet.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** How a part was started, in one hash that is kept beside its process id. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(List<String> ingredients) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String ingredient : ingredients) {
                digest.update(ingredient.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean matches(Path file, String fingerprint) {
        try {
            return Files.exists(file) && Files.readString(file).equals(fingerprint);
        } catch (IOException e) {
            return false;
        }
    }

    static void write(Path file, String fingerprint) {
        try {
            Files.writeString(file, fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
