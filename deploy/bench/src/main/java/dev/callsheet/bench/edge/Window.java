package dev.callsheet.bench.edge;

import dev.callsheet.bench.load.Measurement;

/** One window of a subject: what was answered, and what its process took of the processors for it. */
record Window(Measurement measurement, double processorSeconds) {

    /** Infinite where nothing was answered. */
    double microsPerRequest() {
        return processorSeconds * 1e6 / measurement.requests();
    }
}
