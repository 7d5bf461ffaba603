package dev.callsheet.system.account;

import dev.callsheet.fleet.layout.FleetHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that the fleet has written for one address. */
record Mailbox(String address) {

    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]+)");

    /** What follows {@code ?token=} in the last mail. */
    String lastToken() {
        try (Stream<Path> files = Files.list(FleetHome.fromEnvironment().mail())) {
            return files.sorted(Comparator.reverseOrder())
                    .map(Mailbox::read)
                    .filter(mail -> mail.contains("To: " + address))
                    .map(TOKEN::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No mail with a link for " + address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, if it had to be made quoted-printable. */
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
