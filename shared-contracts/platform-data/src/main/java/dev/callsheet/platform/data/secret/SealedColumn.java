package dev.callsheet.platform.data.secret;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds what {@link SecretBox} made. A service declares each of its own as a bean, and {@link Resealing}
 * keeps it under the key that seals today; a column that nobody declared would keep the old key in use for ever.
 *
 * <p>The worker role must be admitted to read the table and to update the column.
 *
 * @param table name of the table
 * @param key the columns of its primary key
 * @param column name of the column; null in a row that has no secret
 * @param context SQL expression for the context that the row's secret is bound to, such as {@code 'signing_key:' || kid}
 * @param condition SQL condition for the rows that hold a secret; null where all do
 */
public record SealedColumn(
        String table,
        List<String> key,
        String column,
        String context,
        @Nullable String condition) {

    public SealedColumn {
        key = List.copyOf(key);
    }

    /** A column every value of which is sealed. */
    public SealedColumn(String table, List<String> key, String column, String context) {
        this(table, key, column, context, null);
    }

    /** Such as {@code webhook.secret}. */
    public String name() {
        return table + "." + column;
    }

    /** Rows whose value does not begin with {@code $1}, by key of the ones that are outdated. */
    String countOutdated() {
        return "select split_part(%2$s, '.', 2) as key_id, count(*) as secrets from %1$s where %3$s group by 1"
                .formatted(table, column, outdated());
    }

    /** At most {@code $2} of the rows whose value does not begin with {@code $1}, in the order of the primary key. */
    String selectOutdated(boolean first) {
        String columns = String.join(", ", key);
        String after = first ? "" : " and (%s) > (%s)".formatted(columns, parameters(3));
        return "select %1$s, %2$s as sealed, %3$s as context from %4$s where %5$s%6$s order by %1$s limit $2"
                .formatted(columns, column, context, table, outdated(), after);
    }

    /** Replaces {@code $2} by {@code $1} in the row of the key {@code $3, $4 ...}, unless somebody else has by now. */
    String replace() {
        return "update %1$s set %2$s = $1 where %2$s = $2 and (%3$s) = (%4$s)"
                .formatted(table, column, String.join(", ", key), parameters(3));
    }

    private String outdated() {
        String sealed = "%1$s is not null and not starts_with(%1$s, $1)".formatted(column);
        return condition == null ? sealed : sealed + " and " + condition;
    }

    private String parameters(int from) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            list.append(i == 0 ? "$" : ", $").append(from + i);
        }
        return list.toString();
    }
}
