package dev.callsheet.bench.edge;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.load.Call;
import dev.callsheet.bench.load.LoadGenerator;
import dev.callsheet.bench.load.Measurement;
import dev.callsheet.bench.load.Target;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.CompilerTime;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.bench.subject.ProcessorTime;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.FurtherGateway;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The gateway as a bare proxy, with key check, and with key check, limit and log; beside nginx as a bare proxy. */
public final class EdgeScenario implements Scenario {

    private static final String OPEN = "/api/v1/.well-known/jwks.json";
    private static final String KEYED = "/api/v1/jobs?per_page=25";
    private static final String BODY = "{\"success\":true,\"data\":[" + "\"callsheet\",".repeat(97) + "\"end\"]}";
    /** A quarter of what one core can do at the least, so that latencies are not those of a queue. */
    private static final Duration THINKING = Duration.ofMillis(16);

    private static final Map<String, String> WITHOUT_LOG = Map.of("CALLSHEET_GATEWAY_REQUEST_LOG_ENABLED", "false");
    private static final Map<String, String> IN_FULL = Map.of("CALLSHEET_LIMITS", "all");

    private static final double TOLERATED_FAILURES = 0.001;

    /** The share of a core that compilers may still take when a warm-up is over. */
    private static final double COMPILED = 0.02;

    /** After how many turns the figures are taken in any case. */
    private static final int MOST_TURNS = 10;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String description() {
        return "the gateway as a bare proxy, with key check, with key check, limit and log, beside nginx; one core each";
    }

    @Override
    public boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out) {
        Cores.require();
        Path directory =
                fleet.fleet().home().log("bench").resolveSibling("bench-edge").toAbsolutePath();
        if (!Nginx.isThere(out)) {
            return false;
        }
        // Postgres goes where there is room: on the load's core the log's rows would slow down the load.
        try (Cores _ = Cores.without(fleet.processesBut("postgres"));
                IdentityAnswers identity = new IdentityAnswers();
                Nginx upstream = Nginx.upstream(directory.resolve("upstream"), BODY, identity.port());
                Nginx nginx = Nginx.proxy(directory.resolve("proxy"), upstream.port());
                FurtherGateway proxy = pinnedGateway(fleet.fleet(), "bench-proxy", upstream.url(), WITHOUT_LOG);
                FurtherGateway gateway = pinnedGateway(fleet.fleet(), "bench-gateway", upstream.url(), IN_FULL);
                LoadGenerator load = new LoadGenerator(plan.connections())) {
            Subject direct = new Subject("upstream itself", upstream.pid(), get(upstream.url(), KEYED, null));
            Subject bareNginx = new Subject("nginx, bare", nginx.pid(), get(nginx.url(), KEYED, null));
            Subject bare = new Subject("gateway, bare", proxy.pid(), get(proxy.url(), OPEN, null));
            Subject checked =
                    new Subject("gateway, key check", proxy.pid(), get(proxy.url(), KEYED, identity.unlimitedKey()));
            Subject full =
                    new Subject("gateway, in full", gateway.pid(), get(gateway.url(), KEYED, identity.limitedKey()));
            List<Subject> subjects = List.of(direct, bareNginx, bare, checked, full);
            Map<Subject, Observed> busy = new LinkedHashMap<>();
            Map<Subject, Observed> calm = new LinkedHashMap<>();
            for (Subject subject : subjects) {
                out.printf("warming up: %s%n", subject.name());
                load.run(subject.target(), plan.warmUp(1));
            }
            boolean compiled = warmUpUntilCompiled(subjects, load, plan, out);
            for (int round = 0; round < plan.rounds(); round++) {
                for (Subject subject : subjects) {
                    busy.merge(subject, observe(subject, load, plan, Duration.ZERO), Observed::and);
                    calm.merge(subject, observe(subject, load, plan, THINKING), Observed::and);
                }
            }
            return report(subjects, busy, calm, plan, out) && compiled;
        }
    }

    /**
     * In turns, since two subjects are one process. How long the compilers take depends on the machine, and on one core
     * they take their time from the requests.
     */
    private static boolean warmUpUntilCompiled(
            List<Subject> subjects, LoadGenerator load, LoadPlan plan, PrintStream out) {
        Set<Long> all = subjects.stream().map(Subject::pid).collect(Collectors.toSet());
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            double most = 0;
            for (Subject subject : subjects) {
                /* Of all: they share the core, and what one has not compiled yet it does while another is asked. */
                CompilerTime before = CompilerTime.of(all);
                load.run(subject.target(), plan.window());
                double compiling = CompilerTime.of(all).secondsSince(before);
                most = Math.max(most, compiling / plan.windowSeconds());
            }
            out.printf(Locale.ROOT, "warming up, turn %d: compilers took up to %.1f %%%n", turn, most * 100);
            if (most <= COMPILED) {
                return true;
            }
        }
        out.println("The gateways are still being compiled; the figures are those of a warm-up.");
        return false;
    }

    /** Of the size that it has in production, with one event loop for its one core; every service is the upstream. */
    private static FurtherGateway pinnedGateway(
            Fleet fleet, String name, String upstream, Map<String, String> settings) {
        Map<String, String> changes = new HashMap<>(settings);
        fleet.catalog().services().forEach(service -> changes.put(service.urlVariable(), upstream));
        changes.put("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "1");
        return FurtherGateway.start(fleet, name, Cores.pinned(Cores.MEASURED, List.of()), List.of("-Xmx256m"), changes);
    }

    private static Target get(String url, String path, @Nullable String key) {
        Map<String, String> headers = key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
        return Target.at(url, () -> new Call(HttpMethod.GET, path, headers, null));
    }

    private static Observed observe(Subject subject, LoadGenerator load, LoadPlan plan, Duration thinking) {
        double before = ProcessorTime.secondsOf(subject.pid());
        Measurement measured = load.run(subject.target(), plan.window(), thinking);
        return new Observed(measured, ProcessorTime.secondsOf(subject.pid()) - before);
    }

    private static boolean report(
            List<Subject> subjects,
            Map<Subject, Observed> busy,
            Map<Subject, Observed> calm,
            LoadPlan plan,
            PrintStream out) {
        Observed nginx = found(busy, subjects.get(1));
        Observed direct = found(calm, subjects.get(0));
        out.printf(
                Locale.ROOT,
                "%n%d connections, %d windows of %d s each, in turns, each subject alone on core %d. CPU: microseconds a"
                        + " request while busy. Latencies: with %d ms on average between a client's requests.%n%n",
                plan.connections(),
                plan.rounds(),
                plan.windowSeconds(),
                Cores.MEASURED,
                THINKING.toMillis());
        Table table = new Table(
                List.of("", "requests/s", "CPU us", "of nginx", "p50 ms", "added p50 ms", "p99 ms", "not 2xx"));
        boolean sound = true;
        for (Subject subject : subjects) {
            Observed loaded = found(busy, subject);
            Measurement quiet = found(calm, subject).measurement();
            table.add(cells(
                    subject.name(),
                    "%.0f".formatted(loaded.measurement().perSecond()),
                    "%.1f".formatted(loaded.microsPerRequest()),
                    "%.2f".formatted(loaded.microsPerRequest() / nginx.microsPerRequest()),
                    "%.2f".formatted(quiet.percentileMillis(50)),
                    "%.2f"
                            .formatted(quiet.percentileMillis(50)
                                    - direct.measurement().percentileMillis(50)),
                    "%.2f".formatted(quiet.percentileMillis(99)),
                    Long.toString(loaded.measurement().failures() + quiet.failures())));
            sound &= loaded.measurement().failures() <= loaded.measurement().requests() * TOLERATED_FAILURES
                    && loaded.measurement().requests() > 0;
        }
        table.print(out);
        if (!sound) {
            out.println("Too many failures for the figures to count.");
        }
        return sound;
    }

    private static List<String> cells(String... cells) {
        return new ArrayList<>(List.of(cells));
    }

    private static Observed found(Map<Subject, Observed> observed, Subject subject) {
        return observed.getOrDefault(subject, new Observed(Measurement.none(), 0));
    }

    private record Subject(String name, long pid, Target target) {}

    private record Observed(Measurement measurement, double processorSeconds) {
        Observed and(Observed other) {
            return new Observed(measurement.and(other.measurement), processorSeconds + other.processorSeconds);
        }

        double microsPerRequest() {
            return measurement.requests() == 0 ? 0 : processorSeconds * 1e6 / measurement.requests();
        }
    }
}
