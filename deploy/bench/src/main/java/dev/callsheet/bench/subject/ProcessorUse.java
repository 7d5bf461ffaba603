package dev.callsheet.bench.subject;

import java.util.LinkedHashMap;
import java.util.Map;

/** Processor seconds by the name of the part. */
public record ProcessorUse(Map<String, Double> seconds) {

    public static ProcessorUse none() {
        return new ProcessorUse(Map.of());
    }

    ProcessorUse since(ProcessorUse earlier) {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds.forEach((part, total) -> used.put(part, total - earlier.seconds.getOrDefault(part, 0.0)));
        return new ProcessorUse(used);
    }

    public ProcessorUse and(ProcessorUse other) {
        Map<String, Double> sum = new LinkedHashMap<>(seconds);
        other.seconds.forEach((part, used) -> sum.merge(part, used, Double::sum));
        return new ProcessorUse(sum);
    }

    /** What a part used for a thousand requests. */
    public double perThousand(String part, long requests) {
        return requests == 0 ? 0 : seconds.getOrDefault(part, 0.0) * 1000 / requests;
    }
}
