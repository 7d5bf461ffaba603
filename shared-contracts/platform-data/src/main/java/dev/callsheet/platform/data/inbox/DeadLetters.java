package dev.callsheet.platform.data.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How many events this instance could not handle. They do not make it unready, since the next ones can be; the count is
 * shown so that somebody looks.
 */
@Readiness
@ApplicationScoped
public class DeadLetters implements HealthCheck {

    private final Counter counter;

    @Inject
    public DeadLetters(MeterRegistry metrics) {
        this.counter = metrics.counter("callsheet.inbox.dead_letters");
    }

    void count() {
        counter.increment();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dead-letters")
                .up()
                .withData("count", (long) counter.count())
                .build();
    }
}
