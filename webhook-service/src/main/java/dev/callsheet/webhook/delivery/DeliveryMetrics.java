package dev.callsheet.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator watches: deliveries by outcome, how late first attempts are, and how long the queue is overdue. */
final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final Timer lag;
    private final AtomicLong overdueMillis = new AtomicLong();
    private final AtomicLong endpointsWaiting = new AtomicLong();

    DeliveryMetrics(MeterRegistry registry, Lanes lanes) {
        this.registry = registry;
        this.lag = Timer.builder("callsheet.webhooks.lag")
                .description("From queueing a delivery to its first attempt")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder("callsheet.webhooks.under.way", lanes, Lanes::taken)
                .description("Attempts claimed and not yet recorded")
                .register(registry);
        Gauge.builder("callsheet.webhooks.queue.overdue.seconds", overdueMillis, millis -> millis.get() / 1000.0)
                .description("How long the oldest delivery has been due")
                .register(registry);
        Gauge.builder("callsheet.webhooks.queue.endpoints", endpointsWaiting, AtomicLong::get)
                .description("Endpoints with unfinished deliveries")
                .register(registry);
    }

    void queue(int endpoints, Duration overdue) {
        endpointsWaiting.set(endpoints);
        overdueMillis.set(Math.max(0, overdue.toMillis()));
    }

    void attempted(AttemptResult result) {
        Counter.builder("callsheet.webhooks.attempts")
                .description("Attempts by what came of them")
                .tag("outcome", result.verdict().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        if (result.delivery().attempts() == 0) {
            lag.record(
                    Duration.between(
                                    result.delivery().queuedAt(),
                                    result.outcome().attemptedAt())
                            .toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
