package dev.callsheet.bench.edge;

import dev.callsheet.bench.load.Measurement;

/** One window of a subject: what was answered, and what its process took of the processors for it. */
record Window(Measurement measurement, double processorSeconds) {

    private static final double TOLERATED_FAILURES = 0.001;

    /** Infinite where nothing was answered. */
    double microsPerRequest() {
        return processorSeconds * 1e6 / measurement.requests();
    }

    /** Whether there are answers, and hardly any that are not 2xx. */
    boolean isSound() {
        return measurement.requests() > 0 && measurement.failures() <= measurement.requests() * TOLERATED_FAILURES;
    }
}
