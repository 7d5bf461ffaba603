package dev.callsheet.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one or more windows of load gave.
 *
 * @param seconds their length in all
 * @param latencies of all answers, in microseconds
 * @param statuses how many answers had which status; 0 counts the requests that got none
 */
public record Measurement(double seconds, Histogram latencies, Map<Integer, Long> statuses) {

    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    /** Above this share of failures the figures are those of another system. */
    private static final double TOLERATED_FAILURES = 0.001;

    static Histogram newHistogram() {
        return new Histogram(1, LONGEST_MICROS, DIGITS);
    }

    public static Measurement none() {
        return new Measurement(0, newHistogram(), Map.of());
    }

    /** Both windows as if they were one. */
    public Measurement and(Measurement other) {
        Histogram both = newHistogram();
        both.add(latencies);
        both.add(other.latencies);
        Map<Integer, Long> all = new TreeMap<>(statuses);
        other.statuses.forEach((status, count) -> all.merge(status, count, Long::sum));
        return new Measurement(seconds + other.seconds, both, all);
    }

    public long requests() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests that got no answer or one that is not 2xx. */
    public long failures() {
        return statuses.entrySet().stream()
                .filter(status -> status.getKey() / 100 != 2)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Whether there are answers, and hardly any that are not 2xx: otherwise the figures do not count. */
    public boolean isSound() {
        return requests() > 0 && failures() <= requests() * TOLERATED_FAILURES;
    }

    public double perSecond() {
        return seconds == 0 ? 0 : requests() / seconds;
    }

    public double percentileMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }
}
