package dev.callsheet.bench.edge;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One core for what is measured, another for everything that measures. */
final class Cores {

    static final int MEASURED = 0;
    static final int REST = 1;

    private Cores() {}

    static void require() {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new FleetException("This needs two cores: one for the gateway alone, one for the load.");
        }
    }

    /** The command, kept to one core. */
    static List<String> pinned(int core, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }

    /** Keeps this program, all of its threads, off the core that is measured. */
    static void moveAside() {
        List<String> command = List.of(
                "taskset",
                "-a",
                "-c",
                "-p",
                Integer.toString(REST),
                Long.toString(ProcessHandle.current().pid()));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new FleetException("Processes are kept to a core by taskset, which is not there: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
