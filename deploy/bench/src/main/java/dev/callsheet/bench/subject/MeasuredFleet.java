package dev.callsheet.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.bench.load.Measurement;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A running fleet with an organization of the bench's own, so that its rows, which stay, are in nobody's way.
 *
 * <p>It can be called as a client does, with a key through the gateway, and as the gateway does, with an internal token
 * at the service itself: the launcher's key signs one that is as good as the gateway's.
 */
public final class MeasuredFleet {

    /** This program itself, among the parts. */
    public static final String LOAD = "load";

    private static final String ORGANIZATION = "Callsheet Bench";
    private static final String ADMIN = "bench@demo.callsheet.dev";
    private static final long TOKEN_LIFE_NANOS = 20_000_000_000L;

    private final Fleet fleet;
    private final String organizationId;
    private final String key;
    private final String adminPassword;
    private final Map<String, Long> processes;
    private String token = "";
    private long tokenMade;

    private MeasuredFleet(
            Fleet fleet, String organizationId, String key, String adminPassword, Map<String, Long> processes) {
        this.fleet = fleet;
        this.organizationId = organizationId;
        this.key = key;
        this.adminPassword = adminPassword;
        this.processes = processes;
    }

    /**
     * The fleet, with a new key for the bench's organization.
     *
     * @throws FleetException when a part is not running
     */
    public static MeasuredFleet of(Fleet fleet) {
        List<String> missing = fleet.parts().stream()
                .filter(part -> !part.isReady())
                .map(Part::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new FleetException(
                    "Not running: " + String.join(", ", missing) + ". Start the fleet first: ./fleet up");
        }
        JsonNode organization = new Bootstrap(fleet)
                .make(new Bootstrap.Wish(ORGANIZATION, ADMIN, "Bench", null, "Europe/Madrid", true, true));
        Map<String, Long> processes = new LinkedHashMap<>();
        fleet.parts().forEach(part -> part.process().ifPresent(process -> processes.put(part.name(), process.pid())));
        processes.put(LOAD, ProcessHandle.current().pid());
        return new MeasuredFleet(
                fleet,
                organization.required("organization_id").asText(),
                organization.required("live_key").asText(),
                organization.required("admin_password").asText(),
                processes);
    }

    /** The ids of these parts' processes; {@link #LOAD} is this program. */
    public Collection<Long> processesOf(String... parts) {
        return Stream.of(parts)
                .map(part -> Objects.requireNonNull(processes.get(part), "every part runs"))
                .toList();
    }

    /** The ids of the parts' processes but one's, and this program's own. */
    public Collection<Long> processesBut(String part) {
        return processes.entrySet().stream()
                .filter(process -> !process.getKey().equals(part))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Where clients call. */
    public String gatewayUrl() {
        return url(ServiceDescription.GATEWAY);
    }

    /** Where a service itself answers. */
    public String url(String service) {
        return fleet.environment().url(fleet.catalog().get(service));
    }

    /** The fleet itself, for a scenario that starts a process of its own beside it. */
    public Fleet fleet() {
        return fleet;
    }

    /** The key of {@link #clientHeaders}. */
    public String key() {
        return key;
    }

    /** What the bench's admin logs in with, as the body of a login. */
    public Map<String, String> login() {
        return Map.of("email", ADMIN, "password", adminPassword);
    }

    /** What a client sends to prove who it is. */
    public Map<String, String> clientHeaders() {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** What the gateway sends to a service in its place. Renewed in time; the same for many requests, as the gateway's. */
    public Map<String, String> internalHeaders() {
        if (token.isEmpty() || System.nanoTime() - tokenMade > TOKEN_LIFE_NANOS) {
            token = fleet.keys().launcherToken(principal());
            tokenMade = System.nanoTime();
        }
        return Map.of("X-Callsheet-Principal", token);
    }

    private Principal principal() {
        return new Principal(
                new UUID(0, 1),
                CredentialType.API_KEY,
                null,
                UUID.fromString(organizationId),
                "live",
                "none",
                Set.of(Scope.ADMINISTRATOR.name()),
                Set.of(),
                Set.of(),
                "unlimited",
                "enterprise",
                "Europe/Madrid",
                "bench",
                null);
    }

    /** The names of the parts whose processor time is known, this program last. */
    public List<String> parts() {
        return List.copyOf(processes.keySet());
    }

    /** Runs the load and says what each part used of the processors meanwhile. */
    public Observed observe(Supplier<Measurement> load) {
        ProcessorUse before = used();
        Measurement measured = load.get();
        return new Observed(measured, used().since(before));
    }

    private ProcessorUse used() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((part, pid) -> seconds.put(part, ProcessorTime.secondsOf(pid)));
        return new ProcessorUse(seconds);
    }

    /** A measurement with what it cost. */
    public record Observed(Measurement measurement, ProcessorUse processors) {

        public static Observed none() {
            return new Observed(Measurement.none(), ProcessorUse.none());
        }

        public Observed and(Observed other) {
            return new Observed(measurement.and(other.measurement), processors.and(other.processors));
        }
    }
}
