package dev.callsheet.bench;

import java.time.Duration;

/**
 * How hard and how long to load.
 *
 * @param connections clients at once; each sends its next request when it has the answer to the last
 * @param warmUpSeconds load before the first figure, at least, shared by the variants that are compared
 * @param windowSeconds length of one measured window
 * @param rounds measured windows of each variant, taken in turns, so that a drift of the machine meets all alike
 */
public record LoadPlan(int connections, int warmUpSeconds, int windowSeconds, int rounds) {

    public LoadPlan {
        requirePositive("--connections", connections);
        requirePositive("--seconds", windowSeconds);
        requirePositive("--rounds", rounds);
        if (warmUpSeconds < 0) {
            throw new IllegalArgumentException("--warmup must not be negative, was " + warmUpSeconds);
        }
    }

    /** The warm-up of one out of so many variants. */
    public Duration warmUp(int variants) {
        return Duration.ofMillis(warmUpSeconds * 1000L / variants);
    }

    public Duration window() {
        return Duration.ofSeconds(windowSeconds);
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, was " + value);
        }
    }
}
