package dev.callsheet.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param responseStatus null when no response came
 * @param responseBody the beginning of it
 * @param error why there was no response, or what was wrong with it
 * @param ours whether it failed on our side, which is not held against the receiver
 */
public record AttemptOutcome(
        Instant attemptedAt,
        @Nullable Integer responseStatus,
        @Nullable String responseBody,
        int responseTimeMillis,
        @Nullable String error,
        boolean ours,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    /** An attempt that was never made, through no fault of the receiver. */
    static AttemptOutcome ofOurFault(String error) {
        return new AttemptOutcome(Instant.now(), null, null, 0, error, true, null);
    }

    public boolean isDelivered() {
        return responseStatus != null && responseStatus >= 200 && responseStatus < 300;
    }

    /** The receiver says that it will never want anything again. */
    boolean isGone() {
        return responseStatus != null && responseStatus == GONE;
    }
}
