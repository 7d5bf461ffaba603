package dev.callsheet.bench.edge;

import dev.callsheet.bench.load.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The windows of each subject, one a round. */
final class Windows {

    private final Map<String, List<Window>> bySubject = new HashMap<>();

    void add(String subject, Window window) {
        bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(window);
    }

    /** All of a subject's as if they were one. */
    Measurement all(String subject) {
        return of(subject).stream().map(Window::measurement).reduce(Measurement.none(), Measurement::and);
    }

    /** CPU a request, by round. */
    List<Double> micros(String subject) {
        return of(subject).stream().map(Window::microsPerRequest).toList();
    }

    /** CPU a request as a multiple of the other's: by round, since the machine's speed changes from one to the next. */
    List<Double> ratios(String subject, String other) {
        List<Double> mine = micros(subject);
        List<Double> theirs = micros(other);
        return IntStream.range(0, mine.size())
                .mapToObj(round -> mine.get(round) / theirs.get(round))
                .toList();
    }

    /** Whether the figures of each round count. */
    boolean areSound(String subject) {
        return !of(subject).isEmpty()
                && of(subject).stream().map(Window::measurement).allMatch(Measurement::isSound);
    }

    private List<Window> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
