package dev.callsheet.gateway.limit;

import java.util.Arrays;

/** Admits so many in any one second, by remembering when the last ones were. */
final class SlidingSecond {

    private static final long MILLIS = 1_000;

    private final long[] admittedAt;
    private int next;

    SlidingSecond(int limit) {
        this.admittedAt = new long[limit];
        Arrays.fill(admittedAt, Long.MIN_VALUE / 2);
    }

    int limit() {
        return admittedAt.length;
    }

    boolean isFull(long now) {
        return admittedAt.length == 0 || admittedAt[next] + MILLIS > now;
    }

    void admit(long now) {
        admittedAt[next] = now;
        next = (next + 1) % admittedAt.length;
    }

    /** When it admits the next one. */
    long freesAt() {
        return admittedAt.length == 0 ? Long.MAX_VALUE / 2 : admittedAt[next] + MILLIS;
    }
}
