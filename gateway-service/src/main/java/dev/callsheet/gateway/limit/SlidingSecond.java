package dev.callsheet.gateway.limit;

/** Admits so many in any one second, by remembering when the last ones were; of a limit's size only if it is used up. */
final class SlidingSecond {

    private static final long MILLIS = 1_000;
    private static final int FIRST_CAPACITY = 16;

    private final int limit;
    /** A ring: the oldest of the last second's is at {@code oldest}. */
    private long[] admittedAt;

    private int oldest;
    private int size;

    SlidingSecond(int limit) {
        this.limit = limit;
        this.admittedAt = new long[Math.min(limit, FIRST_CAPACITY)];
    }

    int limit() {
        return limit;
    }

    boolean isFull(long now) {
        forgetUntil(now - MILLIS);
        return size >= limit;
    }

    /** To be called when it is not full. */
    void admit(long now) {
        if (size == admittedAt.length) {
            grow();
        }
        admittedAt[(oldest + size) % admittedAt.length] = now;
        size++;
    }

    /** When it admits the next one; to be asked while it is full. */
    long freesAt() {
        return size == 0 ? Long.MAX_VALUE / 2 : admittedAt[oldest] + MILLIS;
    }

    private void forgetUntil(long moment) {
        while (size > 0 && admittedAt[oldest] <= moment) {
            oldest = (oldest + 1) % admittedAt.length;
            size--;
        }
    }

    private void grow() {
        long[] larger = new long[(int) Math.min(limit, admittedAt.length * 2L)];
        for (int i = 0; i < size; i++) {
            larger[i] = admittedAt[(oldest + i) % admittedAt.length];
        }
        admittedAt = larger;
        oldest = 0;
    }
}
