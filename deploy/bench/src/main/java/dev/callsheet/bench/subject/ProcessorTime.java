package dev.callsheet.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and its children have used of the processors, in user mode and in the kernel on their behalf. */
public final class ProcessorTime {

    /** Linux counts in hundredths of a second towards programs, whatever the kernel's own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_FIELD = 11;
    private static final int LAST_FIELD = 14;

    private ProcessorTime() {}

    /** In seconds since the process began; 0 for one that is gone. */
    public static double secondsOf(long pid) {
        Stream<Long> descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), descendants)
                .mapToDouble(process -> ofOne(Path.of("/proc", Long.toString(process), "stat")))
                .sum();
    }

    /** Of a process or a thread, by what the kernel shows of it. */
    static double ofOne(Path stat) {
        try {
            return parse(Files.readString(stat));
        } catch (IOException e) {
            return 0;
        }
    }

    /** The times of the process and of its children that have ended: four fields from the one named utime. */
    static double parse(String stat) {
        // The program's name stands in parentheses and may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = USER_FIELD; i <= LAST_FIELD; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
