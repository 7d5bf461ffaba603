package dev.callsheet.gateway.ban;

/**
 * How often one network has offended within the last minute, in steps of five seconds: what is counted never is older
 * than a minute, and up to five seconds of it may already be forgotten.
 */
final class Offences {

    private static final int STEPS = 12;
    private static final long STEP_MILLIS = 60_000 / STEPS;

    private final short[] counts = new short[STEPS];
    private long step;

    /** Counts one more and returns how many that makes. */
    synchronized int add(long millis) {
        long current = millis / STEP_MILLIS;
        for (long passed = Math.min(current - step, STEPS); passed > 0; passed--) {
            counts[Math.floorMod(current - passed + 1, STEPS)] = 0;
        }
        step = Math.max(step, current);
        int index = Math.floorMod(step, STEPS);
        if (counts[index] < Short.MAX_VALUE) {
            counts[index]++;
        }
        int sum = 0;
        for (short count : counts) {
            sum += count;
        }
        return sum;
    }
}
