package dev.callsheet.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.gateway.routing.Route;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which operations the description says are deprecated, and what their answers say of it: {@code Deprecation} (RFC 9745),
 * {@code Sunset} (RFC 8594), and a link to where both are explained.
 */
public final class Deprecations {

    private static final String EXPLAINED = "/api/v1/openapi.json";

    /** IMF-fixdate (RFC 9110, 5.6.7); the formatter of the JDK leaves out a leading zero. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final Map<String, Notice> byOperation = new HashMap<>();

    /**
     * Of a description: operations with {@code deprecated: true}, the day of it in {@code x-deprecated-since}, and the
     * day on which they go in {@code x-sunset}.
     */
    public Deprecations(JsonNode description) {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().path("deprecated").asBoolean()) {
                        byOperation.put(
                                key(operation.getKey(), path.getKey()),
                                Notice.of(operation.getKey() + " " + path.getKey(), operation.getValue()));
                    }
                }));
    }

    /** Adds what is to be said, mostly nothing. */
    public void announce(String method, Route route, MultiMap headers) {
        Notice notice = byOperation.isEmpty() ? null : byOperation.get(key(method, Route.BASE_PATH + route.template()));
        if (notice == null) {
            return;
        }
        headers.set("Deprecation", notice.deprecation());
        headers.add("Link", "<%s>; rel=\"deprecation\"; type=\"application/json\"".formatted(EXPLAINED));
        if (!notice.sunset().isEmpty()) {
            headers.set("Sunset", notice.sunset());
            headers.add("Link", "<%s>; rel=\"sunset\"; type=\"application/json\"".formatted(EXPLAINED));
        }
    }

    private static String key(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private record Notice(String deprecation, String sunset) {

        static Notice of(String operation, JsonNode said) {
            String since = said.path("x-deprecated-since").asText();
            if (since.isEmpty()) {
                throw new IllegalStateException(operation + " is deprecated and has no x-deprecated-since");
            }
            String sunset = said.path("x-sunset").asText();
            return new Notice(
                    "@" + startOf(since).toEpochSecond(), sunset.isEmpty() ? "" : HTTP_DATE.format(startOf(sunset)));
        }

        private static OffsetDateTime startOf(String day) {
            return LocalDate.parse(day).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
    }
}
