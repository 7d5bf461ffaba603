package dev.callsheet.webhook.delivery;

import java.time.Duration;

/** How the pauses between attempts grow, where a subscription does not keep to the default (SiteSync 5.3.3). */
public enum RetryPolicy {
    /** One minute, doubling, at most six hours. */
    EXPONENTIAL {
        @Override
        Duration pauseAfter(int failures) {
            // Beyond nine doublings the cap holds anyway; the shift must not overflow.
            return shorter(Duration.ofMinutes(1L << Math.min(failures - 1, 9)), LONGEST_PAUSE);
        }
    },
    /** Five minutes more each time. */
    LINEAR {
        @Override
        Duration pauseAfter(int failures) {
            return Duration.ofMinutes(5L * failures);
        }
    },
    /** The first attempt is the last. */
    NONE {
        @Override
        Duration pauseAfter(int failures) {
            return Duration.ZERO;
        }
    };

    static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    abstract Duration pauseAfter(int failures);

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
