package dev.callsheet.bench;

import dev.callsheet.bench.subject.MeasuredFleet;
import java.io.PrintStream;

/** One question that the bench answers with figures. */
public interface Scenario {

    /** What it is called on the command line. */
    String name();

    /** The question, in one line. */
    String description();

    /**
     * Loads the fleet and prints what it found.
     *
     * @return whether the figures count: false when too many requests failed
     */
    boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out);
}
