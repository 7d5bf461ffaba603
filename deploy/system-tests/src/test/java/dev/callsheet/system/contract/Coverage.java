package dev.callsheet.system.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How often each operation was called, and what it answered. The page that it writes is the same from run to run as long
 * as the operations and their statuses are: counts are told by their order of magnitude.
 */
public final class Coverage {

    private static final String HEAD = """
            # Coverage of the API

            Written by the system tests (`CoverageIT`), which fail when an operation of the document was not called. Each
            answer that is counted here was valid by the document. The number of requests is that of an ordinary run, to its order
            of magnitude, without the 20,000 of `./fleet test --full`; statuses are those of a fleet of which every part runs.

            | operation | requests | statuses seen |
            |---|---|---|
            """;

    private final Map<String, Map<Integer, Integer>> calls = new ConcurrentHashMap<>();

    public void count(Operation operation, int status) {
        calls.computeIfAbsent(operation.name(), name -> new ConcurrentHashMap<>())
                .merge(status, 1, Integer::sum);
    }

    /** The operations that nobody called. */
    public List<String> missing(ApiDocument document) {
        return document.operations().stream()
                .map(Operation::name)
                .filter(name -> !calls.containsKey(name))
                .toList();
    }

    public int requests(Operation operation) {
        return calls.getOrDefault(operation.name(), Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    public Set<Integer> statuses(Operation operation) {
        return new TreeSet<>(calls.getOrDefault(operation.name(), Map.of()).keySet());
    }

    /** Counts by status, for a report. */
    public Map<Integer, Integer> counts(Operation operation) {
        return new TreeMap<>(calls.getOrDefault(operation.name(), Map.of()));
    }

    /** The page, one line an operation. */
    public String page(ApiDocument document) {
        return document.operations().stream()
                .map(operation -> "| `%s` | %s | %s |\n"
                        .formatted(
                                operation.name(),
                                magnitude(requests(operation)),
                                statuses(operation).stream()
                                        .filter(status -> status < 500)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String magnitude(int requests) {
        int magnitude = 1;
        while (requests >= magnitude * 10) {
            magnitude *= 10;
        }
        return requests == 0 ? "none" : "%,d and more".formatted(magnitude);
    }
}
