package dev.callsheet.gateway.ban;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A network is shut out.
 *
 * @param level how long: 1, 2 or 3 for 1, 5 or 30 minutes
 */
record Ban(int level, Instant until) {

    /** How long a ban is remembered after its end, to make the next one longer. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final Duration[] LENGTHS = {Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30)};

    /** The ban that is due after the last one. */
    static Ban after(@Nullable Ban last, Instant now) {
        int level =
                last != null && now.isBefore(last.until.plus(MEMORY)) ? Math.min(last.level + 1, LENGTHS.length) : 1;
        return new Ban(level, now.plus(LENGTHS[level - 1]));
    }

    boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
