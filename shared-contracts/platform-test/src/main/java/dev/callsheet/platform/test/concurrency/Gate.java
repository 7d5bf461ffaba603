package dev.callsheet.platform.test.concurrency;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes a party of a test slow for as long as the test wants: who comes through waits until the gate is opened. */
public final class Gate {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch arrived;
    private final CountDownLatch opened = new CountDownLatch(1);

    /** @param expected how many are to arrive before {@link #awaitArrivals} returns */
    public Gate(int expected) {
        this.arrived = new CountDownLatch(expected);
    }

    /** Waits for the gate to open. */
    public void pass() {
        arrived.countDown();
        await(opened, "the gate was not opened");
    }

    /** Waits until as many as were expected stand before the gate. */
    public void awaitArrivals() {
        await(arrived, "fewer came to the gate than were expected");
    }

    public void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(otherwise + " within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at the gate", e);
        }
    }
}
