package dev.callsheet.platform.web.list;

import java.time.ZoneId;

/**
 * A query parameter that the specification names, such as {@code start_date}.
 *
 * @param <V> the type that its value is read as
 */
record NamedFilter<V>(String name, Class<V> type, Meaning<V> meaning) {

    Condition conditionFor(Object value, ZoneId zone) {
        return meaning.conditionFor(type.cast(value), zone);
    }

    /** What a value of the parameter means for the rows. */
    @FunctionalInterface
    public interface Meaning<V> {
        Condition conditionFor(V value, ZoneId zone);
    }
}
