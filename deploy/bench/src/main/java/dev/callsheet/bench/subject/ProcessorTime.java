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
    private static final int KERNEL_FIELD = 12;
    private static final int LAST_FIELD = 14;

    private ProcessorTime() {}

    /** In seconds since the process began; 0 for one that is gone. */
    public static double secondsOf(long pid) {
        Stream<Long> descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), descendants)
                .mapToDouble(ProcessorTime::ofOne)
                .sum();
    }

    private static double ofOne(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            return 0;
        }
    }

    /** The times of the process and of its children that have ended: four fields from the one named utime. */
    static double parse(String stat) {
        return parse(stat, LAST_FIELD);
    }

    /** The times of one thread; what follows them there is of its whole process' children. */
    static double parseThread(String stat) {
        return parse(stat, KERNEL_FIELD);
    }

    private static double parse(String stat, int lastField) {
        // The program's name stands in parentheses and may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = USER_FIELD; i <= lastField; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
