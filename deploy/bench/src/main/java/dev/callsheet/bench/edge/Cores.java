package dev.callsheet.bench.edge;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** One core for what is measured, another for everything else as long as this is open. */
final class Cores implements AutoCloseable {

    static final int MEASURED = 0;
    static final int REST = 1;

    private final Collection<Long> others;
    /** Before this program keeps itself to one. */
    private final int count = Runtime.getRuntime().availableProcessors();

    private Cores(Collection<Long> others) {
        this.others = others;
    }

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

    /** Keeps the processes and their children, all threads of each, off the core that is measured. */
    static Cores without(Collection<Long> processes) {
        Cores cores = new Cores(processes);
        cores.move(Integer.toString(REST));
        return cores;
    }

    @Override
    public void close() {
        move("0-" + (count - 1));
    }

    private void move(String cores) {
        others.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .forEach(process -> move(process.pid(), cores));
    }

    private static void move(long process, String cores) {
        try {
            new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(process))
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
