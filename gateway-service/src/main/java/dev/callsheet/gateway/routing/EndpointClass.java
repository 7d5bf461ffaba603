package dev.callsheet.gateway.routing;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Routes that have a limit of their own, besides the caller's: the third column of the table. */
public enum EndpointClass {
    /** Most routes: nothing but the caller's limits. */
    NONE,
    /** What holds people and things, and is expensive to check. */
    CRITICAL,
    /** Uploads of many rows. */
    IMPORT,
    /** Downloads of many rows. */
    EXPORT,
    /** What takes a password or the like, limited by address. */
    AUTH;

    /** As written in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class that a word of the table names; {@link #NONE} when it names none. */
    static EndpointClass named(String word) {
        return limited().filter(each -> each.text().equals(word)).findAny().orElse(NONE);
    }

    static String names() {
        return limited().map(EndpointClass::text).collect(Collectors.joining("|"));
    }

    private static Stream<EndpointClass> limited() {
        return Stream.of(values()).filter(each -> each != NONE);
    }
}
