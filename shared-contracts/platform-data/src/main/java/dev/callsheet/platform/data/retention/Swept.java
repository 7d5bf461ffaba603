package dev.callsheet.platform.data.retention;

import java.time.Duration;

/**
 * Rows that are taken away once they are old enough. A service declares its own as beans; the worker role must be
 * admitted to select and delete them.
 *
 * @param name what the metric calls them, such as {@code inbox}
 * @param table their table
 * @param condition SQL for a row that may go, in which {@code $1} is the moment before which it must have become so,
 *     such as {@code expires_at < $1}; an index must serve it
 * @param kept how long ago that moment is
 */
public record Swept(String name, String table, String condition, Duration kept) {

    /** Deletes at most {@code $2} of them. */
    String delete() {
        return "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s limit $2))"
                .formatted(table, condition);
    }
}
