package dev.callsheet.gateway.document;

import dev.callsheet.platform.web.error.ApiException;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of the API by date (Sector Pro 3.1), as data in {@code api-versions.txt}. */
public final class ApiVersions {

    /** Names the header; its hash is known already, since every request is asked for it. */
    public static final CharSequence HEADER = HttpHeaders.createOptimized("X-API-Version");

    private final List<String> known;

    /** Of these, the oldest first. */
    public ApiVersions(List<String> known) {
        if (known.isEmpty()) {
            throw new IllegalArgumentException("api-versions.txt names no version");
        }
        known.forEach(LocalDate::parse);
        if (!known.stream().sorted().distinct().toList().equals(known)) {
            throw new IllegalArgumentException("api-versions.txt must name each version once, the oldest first");
        }
        this.known = List.copyOf(known);
    }

    /** Reads the list that is packaged with the gateway. */
    public static ApiVersions load() {
        try (InputStream list = ApiVersions.class.getClassLoader().getResourceAsStream("api-versions.txt")) {
            if (list == null) {
                throw new IllegalStateException("There is no resource named api-versions.txt");
            }
            return new ApiVersions(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String newest() {
        return known.getLast();
    }

    /**
     * The version that a request gets.
     *
     * @param asked the header's values; none for the newest version
     * @throws ApiException {@code VALIDATION_ERROR} naming the versions there are
     */
    public String applied(List<String> asked) {
        if (asked.isEmpty()) {
            return newest();
        }
        String version = asked.size() == 1 ? asked.getFirst().strip() : null;
        if (version == null || !known.contains(version)) {
            throw ApiException.invalid(
                    HEADER.toString(),
                    "must be one of %s, was '%s'"
                            .formatted(String.join(", ", known), shorten(String.join(", ", asked))));
        }
        return version;
    }

    /** The version that an answer was given in: the one asked for, else the newest, which refuses an unknown one too. */
    public String answering(@Nullable String asked) {
        return asked != null && known.contains(asked.strip()) ? asked.strip() : newest();
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
