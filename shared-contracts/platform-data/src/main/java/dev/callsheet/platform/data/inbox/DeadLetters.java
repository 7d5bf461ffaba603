package dev.callsheet.platform.data.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How many events this instance could not handle. */
@ApplicationScoped
public class DeadLetters {

    private final Counter counter;

    @Inject
    public DeadLetters(MeterRegistry metrics) {
        this.counter = metrics.counter("callsheet.inbox.dead_letters");
    }

    /** Counts one; where it went is the consumer's affair. */
    public void add() {
        counter.increment();
    }

    public long count() {
        return (long) counter.count();
    }
}
