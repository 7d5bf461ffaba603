package dev.callsheet.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the compilers of a JVM have used of the processors. While they work, a request costs its share of them as well; a
 * program that is compiled already has none.
 */
public final class CompilerTime {

    /* The kernel keeps the first 15 characters of a thread's name: "C2 CompilerThre". */
    private static final String NAME = "C[12] CompilerThre.*";

    private final Map<String, Double> byThread;

    private CompilerTime(Map<String, Double> byThread) {
        this.byThread = byThread;
    }

    /** Until now, in these processes together. */
    public static CompilerTime of(Collection<Long> pids) {
        Map<String, Double> byThread = new HashMap<>();
        for (long pid : pids) {
            try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
                threads.forEach(thread -> add(thread, byThread));
            } catch (NoSuchFileException gone) {
                /* A process that has ended compiles no more. */
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new CompilerTime(byThread);
    }

    private static void add(Path thread, Map<String, Double> byThread) {
        try {
            if (Files.readString(thread.resolve("comm")).strip().matches(NAME)) {
                byThread.put(
                        thread.getFileName().toString(),
                        ProcessorTime.parseThread(Files.readString(thread.resolve("stat"))));
            }
        } catch (IOException gone) {
            /* A compiler that has nothing to do ends. */
        }
    }

    /** In seconds, by the compilers that are there now; a JVM lets one go that has had nothing to do. */
    public double secondsSince(CompilerTime before) {
        return byThread.entrySet().stream()
                .mapToDouble(thread -> thread.getValue() - before.byThread.getOrDefault(thread.getKey(), 0.0))
                .sum();
    }
}
