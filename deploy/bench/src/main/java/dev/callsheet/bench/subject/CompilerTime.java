package dev.callsheet.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Until now. */
    public static CompilerTime of(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            List<Path> compilers = threads.filter(CompilerTime::isCompiler).toList();
            return new CompilerTime(compilers.stream()
                    .collect(Collectors.toMap(
                            thread -> thread.getFileName().toString(),
                            thread -> ProcessorTime.ofOne(thread.resolve("stat")))));
        } catch (NoSuchFileException gone) {
            return new CompilerTime(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In seconds, by the compilers that are there now; a JVM lets one go that has had nothing to do. */
    public double secondsSince(CompilerTime before) {
        return byThread.entrySet().stream()
                .mapToDouble(thread -> thread.getValue() - before.byThread.getOrDefault(thread.getKey(), 0.0))
                .sum();
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().matches(NAME);
        } catch (IOException gone) {
            return false;
        }
    }
}
