package dev.callsheet.system.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that the fleet has written instead of sending them: each is there before its request is answered. */
public final class Mailbox {

    private final Path directory;

    Mailbox(Path directory) {
        this.directory = directory;
    }

    /** The token in the latest mail to the address that links to the page, such as {@code confirm-email}. */
    public String tokenFor(String address, String page) {
        Pattern link = Pattern.compile("/" + Pattern.quote(page) + "\\?token=([A-Za-z0-9._~-]+)");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .map(Mailbox::read)
                    .filter(mail -> mail.contains("To: " + address))
                    .flatMap(mail -> tokenIn(mail, link).stream())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No mail to " + address + " links to " + page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> tokenIn(String mail, Pattern link) {
        Matcher found = link.matcher(mail);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The text as it was before it was made quoted-printable, as far as a link needs it. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII)
                    .replace("=\r\n", "")
                    .replace("=3D", "=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
