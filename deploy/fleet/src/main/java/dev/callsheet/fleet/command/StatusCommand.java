package dev.callsheet.fleet.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import dev.callsheet.fleet.part.ProcessMemory;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./fleet status}. Exits with 0 when every part is ready, else with 3. */
@Command(name = "status", description = "Shows state, process, ports and memory of every part.")
public final class StatusCommand implements Callable<Integer> {

    private static final int NOT_ALL_READY = 3;
    private static final double MEBIBYTE = 1024.0 * 1024;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    /**
     * How a part is.
     *
     * @param state {@code ready}, {@code running} (not ready) or {@code stopped}
     * @param memoryBytes proportional set size; null where the system does not tell
     */
    record PartStatus(
            @JsonProperty("name") String name,
            @JsonProperty("state") String state,
            @JsonProperty("pid") @Nullable Long pid,
            @JsonProperty("ports") List<Integer> ports,
            @JsonProperty("memory_bytes") @Nullable Long memoryBytes) {

        static PartStatus of(Part part) {
            ChildProcess process = part.process().orElse(null);
            if (process == null) {
                return new PartStatus(part.name(), "stopped", null, part.ports(), null);
            }
            OptionalLong memory = ProcessMemory.of(process.pid());
            return new PartStatus(
                    part.name(),
                    part.isReady() ? "ready" : "running",
                    process.pid(),
                    part.ports(),
                    memory.isPresent() ? memory.getAsLong() : null);
        }

        boolean isReady() {
            return state.equals("ready");
        }
    }

    @Override
    public Integer call() throws JsonProcessingException {
        List<PartStatus> parts =
                Fleet.open().parts().stream().map(PartStatus::of).toList();
        boolean ready = parts.stream().allMatch(PartStatus::isReady);
        long memory = parts.stream()
                .map(PartStatus::memoryBytes)
                .mapToLong(bytes -> bytes == null ? 0 : bytes)
                .sum();
        if (json) {
            System.out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(Map.of("ready", ready, "memory_bytes", memory, "parts", parts)));
        } else {
            print(parts, memory);
        }
        return ready ? 0 : NOT_ALL_READY;
    }

    private static void print(List<PartStatus> parts, long memory) {
        System.out.printf(Locale.ROOT, "%-12s %-8s %8s %9s   %s%n", "PART", "STATE", "PID", "MEMORY", "PORTS");
        for (PartStatus part : parts) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %-8s %8s %9s   %s%n",
                    part.name(),
                    part.state(),
                    part.pid() == null ? "-" : part.pid().toString(),
                    part.memoryBytes() == null ? "-" : mebibytes(part.memoryBytes()),
                    String.join(", ", part.ports().stream().map(String::valueOf).toList()));
        }
        System.out.printf(Locale.ROOT, "%-12s %-8s %8s %9s%n", "in all", "", "", mebibytes(memory));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEBIBYTE);
    }
}
