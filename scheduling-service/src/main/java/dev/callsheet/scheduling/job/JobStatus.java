package dev.callsheet.scheduling.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How certain a job is, and where it may go from there (Sector Pro 5.1). */
public enum JobStatus {
    PENDIENTE,
    TENTATIVA,
    CONFIRMADO,
    CANCELADO;

    /** What may follow. A cancelled job starts over; any other can be cancelled. */
    Set<JobStatus> successors() {
        return switch (this) {
            case PENDIENTE -> EnumSet.of(TENTATIVA, CONFIRMADO, CANCELADO);
            case TENTATIVA -> EnumSet.of(PENDIENTE, CONFIRMADO, CANCELADO);
            case CONFIRMADO -> EnumSet.of(PENDIENTE, TENTATIVA, CANCELADO);
            case CANCELADO -> EnumSet.of(PENDIENTE);
        };
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    String successorNames() {
        Set<String> names = new TreeSet<>();
        successors().forEach(status -> names.add(status.spelling()));
        return String.join(", ", names);
    }
}
