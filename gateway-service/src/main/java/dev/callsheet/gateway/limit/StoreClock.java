package dev.callsheet.gateway.limit;

import java.time.InstantSource;

/** The time of the store, by which windows begin and end, as far as it is known; else this machine's. */
final class StoreClock {

    private final InstantSource clock;
    private volatile long ahead;

    StoreClock(InstantSource clock) {
        this.clock = clock;
    }

    long millis() {
        return clock.millis() + ahead;
    }

    /** The store has just said what time it is. */
    void heard(long storeMillis) {
        ahead = storeMillis - clock.millis();
    }
}
