package dev.callsheet.system.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The mails that the fleet has written instead of sending them. */
public final class Mailbox {

    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9._~-]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;

    Mailbox(Path directory) {
        this.directory = directory;
    }

    /** The token in the link of the latest mail to the address that speaks of the subject. */
    public String tokenFor(String address, String subject) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> latest(address, subject).flatMap(Mailbox::tokenIn), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> latest(String address, String subject) {
        return files().stream()
                .sorted(Comparator.comparing(Path::getFileName).reversed())
                .map(Mailbox::read)
                .filter(mail -> mail.contains("To: " + address) && mail.contains("Subject: " + subject))
                .findFirst();
    }

    private static Optional<String> tokenIn(String mail) {
        String text = mail.replaceAll("=\\r?\\n", "").replace("=3D", "=");
        Matcher token = TOKEN.matcher(text);
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
