package dev.callsheet.bench.report;

import java.util.Collection;
import java.util.List;

/** The middle one of several figures: unlike their mean it does not follow a single window in which the machine was slow. */
public final class Median {

    private Median() {}

    /**
     * The middle one, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static double of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("There is no figure to take the median of");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
