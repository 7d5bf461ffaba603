package dev.callsheet.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed delivery is tried again, and when it is given up (Sector Pro 8.2, SiteSync 5.3.3).
 *
 * @param maxRetries attempts after the first
 * @param pauses the pauses of the default; its last one holds for every further attempt. Not used with a policy
 */
public record RetrySchedule(@Nullable RetryPolicy policy, int maxRetries, List<Duration> pauses) {

    public static final int MOST_RETRIES = 15;

    /** A receiver may ask for more patience than the schedule has, but not for a seat in the queue for days. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(6);

    private static final int RETRIES_OF_A_POLICY = 5;
    private static final double JITTER = 0.1;

    /**
     * The schedule of a subscription.
     *
     * @param maxRetries null for what goes with the policy
     */
    public static RetrySchedule of(
            @Nullable RetryPolicy policy, @Nullable Integer maxRetries, List<Duration> defaultPauses) {
        return new RetrySchedule(policy, retriesOf(policy, maxRetries, defaultPauses), defaultPauses);
    }

    /**
     * How long to wait after a failed attempt.
     *
     * @param failures attempts that have failed so far, the latest included
     * @param retryAfter what the receiver asked for; null when it did not
     * @return the pause before the next attempt; empty when the delivery has failed for good
     */
    public Optional<Duration> pauseAfter(int failures, @Nullable Duration retryAfter, RandomGenerator random) {
        if (failures > maxRetries) {
            return Optional.empty();
        }
        Duration pause = jittered(plannedPause(failures), random);
        if (retryAfter == null) {
            return Optional.of(pause);
        }
        Duration asked = retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
        return Optional.of(asked.compareTo(pause) > 0 ? asked : pause);
    }

    private Duration plannedPause(int failures) {
        if (policy != null) {
            return policy.pauseAfter(failures);
        }
        return pauses.get(Math.min(failures, pauses.size()) - 1);
    }

    private static Duration jittered(Duration pause, RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    private static int retriesOf(
            @Nullable RetryPolicy policy, @Nullable Integer maxRetries, List<Duration> defaultPauses) {
        if (policy == RetryPolicy.NONE) {
            return 0;
        }
        if (maxRetries != null) {
            return maxRetries;
        }
        return policy == null ? defaultPauses.size() : RETRIES_OF_A_POLICY;
    }
}
