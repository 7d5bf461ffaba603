package dev.callsheet.gateway.authentication;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps requests from waiting for a service that does not answer. After a number of failures in a row it lets one
 * attempt through in each pause, and closes with the first success.
 */
final class CircuitBreaker {

    private final InstantSource clock;
    private final int tolerated;
    private final long pauseMillis;

    private int failures;
    private long nextAttempt;

    CircuitBreaker(InstantSource clock, int tolerated, Duration pause) {
        this.clock = clock;
        this.tolerated = tolerated;
        this.pauseMillis = pause.toMillis();
    }

    /** Whether an attempt may be made now. While it is open, the one admitted is the only one of its pause. */
    synchronized boolean admits() {
        if (failures < tolerated) {
            return true;
        }
        long now = clock.millis();
        if (now < nextAttempt) {
            return false;
        }
        nextAttempt = now + pauseMillis;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        nextAttempt = clock.millis() + pauseMillis;
    }

    /** Whether the service has stopped answering, as far as is known. */
    synchronized boolean isOpen() {
        return failures >= tolerated;
    }
}
