package dev.callsheet.webhook.delivery;

import dev.callsheet.webhook.delivery.DeliveryStatus.Verdict;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An attempt and what follows from it.
 *
 * @param pause until the next attempt; null when there is none
 */
record AttemptResult(
        ClaimedDelivery delivery,
        AttemptOutcome outcome,
        Verdict verdict,
        @Nullable Duration pause) {

    /** How long a delivery rests after a failure on our side. */
    static final Duration PAUSE_OF_OURS = Duration.ofSeconds(30);

    static AttemptResult of(ClaimedDelivery delivery, AttemptOutcome outcome, RandomGenerator random) {
        if (outcome.isDelivered()) {
            return new AttemptResult(delivery, outcome, Verdict.DELIVERED, null);
        }
        if (outcome.ours()) {
            return new AttemptResult(delivery, outcome, Verdict.UNCOUNTED, PAUSE_OF_OURS);
        }
        if (outcome.isGone()) {
            return new AttemptResult(delivery, outcome, Verdict.FAILED, null);
        }
        return delivery.retries()
                .pauseAfter(delivery.attempts() + 1, outcome.retryAfter(), random)
                .map(pause -> new AttemptResult(delivery, outcome, Verdict.RETRYING, pause))
                .orElseGet(() -> new AttemptResult(delivery, outcome, Verdict.FAILED, null));
    }

    int attempts() {
        return verdict == Verdict.UNCOUNTED ? delivery.attempts() : delivery.attempts() + 1;
    }

    String status() {
        return switch (verdict) {
            case DELIVERED -> DeliveryStatus.DELIVERED.key();
            case FAILED -> DeliveryStatus.FAILED.key();
            case RETRYING -> DeliveryStatus.RETRYING.key();
            case UNCOUNTED -> delivery.attempts() == 0 ? DeliveryStatus.PENDING.key() : DeliveryStatus.RETRYING.key();
        };
    }

    /** Whether the aggregate's next event may now go, or must now know how long to wait. */
    boolean concernsSuccessor() {
        return verdict == Verdict.DELIVERED
                || verdict == Verdict.FAILED
                || (verdict == Verdict.RETRYING && !delivery.failedBefore());
    }
}
