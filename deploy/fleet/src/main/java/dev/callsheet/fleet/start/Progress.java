package dev.callsheet.fleet.start;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What {@code up} and {@code down} show while they work: one line for each part, as it gets there. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** A part has reached a state. */
    public synchronized void part(String name, String state, Duration took, String detail) {
        out.printf(Locale.ROOT, "  %-12s %-9s %5.1f s   %s%n", name, state, took.toMillis() / 1000.0, detail.strip());
        out.flush();
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public static String ports(List<Integer> ports) {
        return "port " + String.join(", ", ports.stream().map(String::valueOf).toList());
    }
}
