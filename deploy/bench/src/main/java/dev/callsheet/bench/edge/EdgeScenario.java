package dev.callsheet.bench.edge;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.load.Call;
import dev.callsheet.bench.load.LoadGenerator;
import dev.callsheet.bench.load.Measurement;
import dev.callsheet.bench.load.Target;
import dev.callsheet.bench.report.Median;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.bench.subject.ProcessorTime;
import dev.callsheet.bench.subject.WarmUp;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.FurtherGateway;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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

    private static final Bars NONE = new Bars(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Bars BARE = new Bars(1.7, 1);
    private static final Bars CHECKED = new Bars(Double.POSITIVE_INFINITY, 1);
    private static final Bars FULL = new Bars(2.5, 1);

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
            Subject direct = new Subject("upstream itself", upstream.pid(), get(upstream.url(), KEYED, null), NONE);
            Subject bareNginx = new Subject("nginx, bare", nginx.pid(), get(nginx.url(), KEYED, null), NONE);
            Subject bare = new Subject("gateway, bare", proxy.pid(), get(proxy.url(), OPEN, null), BARE);
            Subject checked = new Subject(
                    "gateway, key check", proxy.pid(), get(proxy.url(), KEYED, identity.unlimitedKey()), CHECKED);
            Subject full = new Subject(
                    "gateway, in full", gateway.pid(), get(gateway.url(), KEYED, identity.limitedKey()), FULL);
            List<Subject> subjects = List.of(direct, bareNginx, bare, checked, full);
            for (Subject subject : subjects) {
                out.printf("warming up: %s%n", subject.name());
                load.run(subject.target(), plan.warmUp(1));
            }
            boolean compiled = WarmUp.untilCompiled(
                    subjects.stream().map(Subject::pid).collect(Collectors.toSet()),
                    subjects.stream()
                            .map(subject -> (Consumer<Duration>) window -> load.run(subject.target(), window))
                            .toList(),
                    plan,
                    out);
            Windows busy = observe(subjects, load, plan, Duration.ZERO);
            Windows calm = observe(subjects, load, plan, THINKING);
            return report(subjects, busy, calm, plan, out) && compiled;
        }
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

    /* Forwards and backwards by turns, so that none of two subjects is always the later one. */
    private static Windows observe(List<Subject> subjects, LoadGenerator load, LoadPlan plan, Duration thinking) {
        Windows windows = new Windows();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Subject subject : round % 2 == 0 ? subjects : subjects.reversed()) {
                double before = ProcessorTime.secondsOf(subject.pid());
                Measurement measured = load.run(subject.target(), plan.window(), thinking);
                windows.add(subject.name(), new Window(measured, ProcessorTime.secondsOf(subject.pid()) - before));
            }
        }
        return windows;
    }

    private static boolean report(List<Subject> subjects, Windows busy, Windows calm, LoadPlan plan, PrintStream out) {
        Subject direct = subjects.get(0);
        Subject nginx = subjects.get(1);
        out.printf(
                Locale.ROOT,
                "%n%d connections, %d windows of %d s each, in turns, each subject alone on core %d. CPU: microseconds a"
                        + " request while busy, and what that is of nginx's in the same round; medians of the rounds."
                        + " Latencies: with %d ms on average between a client's requests.%n%n",
                plan.connections(),
                plan.rounds(),
                plan.windowSeconds(),
                Cores.MEASURED,
                THINKING.toMillis());
        Table table = new Table(List.of(
                "",
                "requests/s",
                "CPU us",
                "of nginx",
                "lowest",
                "highest",
                "p50 ms",
                "added p50 ms",
                "p99 ms",
                "not 2xx"));
        List<String> missed = new ArrayList<>();
        for (Subject subject : subjects) {
            Measurement loaded = busy.all(subject.name());
            Measurement quiet = calm.all(subject.name());
            List<Double> ratios = busy.ratios(subject.name(), nginx.name());
            double ratio = Median.of(ratios);
            double added = quiet.percentileMillis(50) - calm.all(direct.name()).percentileMillis(50);
            table.add(List.of(
                    subject.name(),
                    Table.number("%.0f", loaded.perSecond()),
                    Table.number("%.1f", Median.of(busy.micros(subject.name()))),
                    Table.number("%.2f", ratio),
                    Table.number("%.2f", Collections.min(ratios)),
                    Table.number("%.2f", Collections.max(ratios)),
                    Table.number("%.2f", quiet.percentileMillis(50)),
                    Table.number("%.2f", added),
                    Table.number("%.2f", quiet.percentileMillis(99)),
                    Long.toString(loaded.failures() + quiet.failures())));
            subject.bars().missed(ratio, added).forEach(miss -> missed.add(subject.name() + " " + miss));
            if (!busy.areSound(subject.name()) || !calm.areSound(subject.name())) {
                missed.add(subject.name() + " fails too often for its figures to count");
            }
        }
        table.print(out);
        missed.forEach(each -> out.println("MISSED: " + each));
        return missed.isEmpty();
    }

    private record Subject(String name, long pid, Target target, Bars bars) {}
}
