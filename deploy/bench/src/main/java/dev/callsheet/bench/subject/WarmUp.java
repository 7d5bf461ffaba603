package dev.callsheet.bench.subject;

import dev.callsheet.bench.LoadPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The load before the first figure. How long the compilers of a JVM take depends on the machine, and they take their time
 * from the requests; so the length that was asked for is the least, and the end is when they have nothing more to do.
 */
public final class WarmUp {

    /** The share of a core that compilers may still take when a warm-up is over. */
    private static final double COMPILED = 0.02;

    /** After how many turns the figures are taken in any case. */
    private static final int MOST_TURNS = 10;

    private WarmUp() {}

    /**
     * Loads with each in turns until no window of a turn has more than 2 % of a core for the compilers of these processes:
     * of all of them, since what one has not compiled yet it does while another is asked.
     *
     * @param loads each loads for so long
     * @return whether it came to that; if not, the figures are those of a warm-up, and that is said
     */
    public static boolean untilCompiled(
            Collection<Long> processes, List<Consumer<Duration>> loads, LoadPlan plan, PrintStream out) {
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            double most = 0;
            for (Consumer<Duration> load : loads) {
                CompilerTime before = CompilerTime.of(processes);
                load.accept(plan.window());
                most = Math.max(most, CompilerTime.of(processes).secondsSince(before) / plan.windowSeconds());
            }
            out.printf(Locale.ROOT, "warming up, turn %d: compilers took up to %.1f %%%n", turn, most * 100);
            if (most <= COMPILED) {
                return true;
            }
        }
        out.println("Still being compiled; the figures are those of a warm-up.");
        return false;
    }
}
