package dev.callsheet.webhook.delivery;

import java.util.Locale;

/** What a delivery waits for. Deliveries for different aggregates never wait for each other. */
public enum Ordering {
    /** Waits for the aggregate's earlier events, for a failing one at most a bounded time; then goes with a mark. */
    AGGREGATE,
    /** Waits until every earlier event of the aggregate is delivered or has failed for good. */
    STRICT,
    /** Waits for nothing. */
    NONE;

    /** As the database and the API spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Ordering of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
