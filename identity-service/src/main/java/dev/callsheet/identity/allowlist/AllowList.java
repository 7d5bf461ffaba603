package dev.callsheet.identity.allowlist;

import dev.callsheet.contracts.identity.AddressRange;
import dev.callsheet.platform.web.error.Violations;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the allow-lists of requests; an absent list is an empty one. */
public final class AllowList {

    private AllowList() {}

    /** Reports each entry that is neither an address nor a network. */
    public static void checkAddresses(String field, @Nullable List<String> written, Violations violations) {
        check(field, written, AddressRange::parse, violations);
    }

    /** Reports each entry that is no origin. */
    public static void checkOrigins(String field, @Nullable List<String> written, Violations violations) {
        check(field, written, WebOrigin::parse, violations);
    }

    /** The canonical addresses and networks of a list that has been checked, each once. */
    public static String[] addresses(@Nullable List<String> written) {
        return canonical(written, AddressRange::parse);
    }

    /** The canonical origins of a list that has been checked, each once. */
    public static String[] origins(@Nullable List<String> written) {
        return canonical(written, WebOrigin::parse);
    }

    private static void check(
            String field, @Nullable List<String> written, Consumer<String> reader, Violations violations) {
        List<String> entries = written == null ? List.of() : written;
        for (int i = 0; i < entries.size(); i++) {
            try {
                reader.accept(entries.get(i));
            } catch (IllegalArgumentException e) {
                violations.add(field + "[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
    }

    private static String[] canonical(@Nullable List<String> written, Function<String, ?> reader) {
        return written == null
                ? new String[0]
                : written.stream()
                        .map(reader)
                        .map(Object::toString)
                        .distinct()
                        .sorted()
                        .toArray(String[]::new);
    }
}
