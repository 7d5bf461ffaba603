package dev.callsheet.bench.jobs;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.load.Call;
import dev.callsheet.bench.load.LoadGenerator;
import dev.callsheet.bench.load.Measurement;
import dev.callsheet.bench.load.Target;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.bench.subject.MeasuredFleet.Observed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Lists and creates jobs through the gateway and directly at the scheduling service. */
public final class JobsScenario implements Scenario {

    private static final String SERVICE = "scheduling";
    private static final String LIST = "/api/v1/jobs?sort=-start_time&per_page=25";
    private static final String CREATE = "/api/v1/jobs";
    private static final Duration SEEDING = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String description() {
        return "list and create jobs through the gateway and directly at the service";
    }

    @Override
    public boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out) {
        try (LoadGenerator load = new LoadGenerator(plan.connections())) {
            Requests requests = new Requests(fleet);
            // Lists are of full pages: the bench's organization may be new.
            load.run(requests.direct("seed", requests::create).target(), SEEDING);
            List<Variant> lists = List.of(
                    requests.direct("list, service", requests::list),
                    requests.throughGateway("list, gateway", requests::list));
            List<Variant> creations = List.of(
                    requests.direct("create, service", requests::create),
                    requests.throughGateway("create, gateway", requests::create));
            Map<String, Observed> observed = new HashMap<>();
            for (List<Variant> pair : List.of(lists, creations)) {
                measure(fleet, load, plan, pair, observed, out);
            }
            return report(fleet, plan, List.of(lists, creations), observed, out);
        }
    }

    private static void measure(
            MeasuredFleet fleet,
            LoadGenerator load,
            LoadPlan plan,
            List<Variant> variants,
            Map<String, Observed> observed,
            PrintStream out) {
        for (Variant variant : variants) {
            out.printf("warming up: %s%n", variant.name());
            load.run(variant.target(), plan.warmUp(2 * variants.size()));
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Variant variant : variants) {
                Observed window = fleet.observe(() -> load.run(variant.target(), plan.window()));
                out.printf(
                        Locale.ROOT,
                        "round %d: %-16s %,8.0f requests/s%n",
                        round,
                        variant.name(),
                        window.measurement().perSecond());
                observed.merge(variant.name(), window, Observed::and);
            }
        }
    }

    private static boolean report(
            MeasuredFleet fleet,
            LoadPlan plan,
            List<List<Variant>> pairs,
            Map<String, Observed> observed,
            PrintStream out) {
        out.printf(
                "%n%d connections, %d windows of %d s each, in turns. CPU: seconds per 1000 requests.%n%n",
                plan.connections(), plan.rounds(), plan.windowSeconds());
        List<String> parts =
                fleet.parts().stream().filter(part -> isBusy(part, observed)).toList();
        List<String> header = new ArrayList<>(List.of("", "requests/s", "p50 ms", "p99 ms", "not 2xx"));
        header.addAll(parts);
        Table table = new Table(header);
        for (List<Variant> pair : pairs) {
            pair.forEach(variant -> table.add(row(variant, parts, observed)));
        }
        table.print(out);
        out.println();
        for (List<Variant> pair : pairs) {
            compare(pair.getFirst(), pair.getLast(), observed, out);
        }
        return pairs.stream().flatMap(List::stream).allMatch(variant -> isSound(variant, observed, out));
    }

    private static boolean isBusy(String part, Map<String, Observed> observed) {
        return observed.values().stream()
                .anyMatch(each ->
                        each.processors().perThousand(part, each.measurement().requests()) >= 0.001);
    }

    private static List<String> row(Variant variant, List<String> parts, Map<String, Observed> observed) {
        Observed found = observed.getOrDefault(variant.name(), Observed.none());
        Measurement measured = found.measurement();
        List<String> cells = new ArrayList<>(List.of(
                variant.name(),
                Table.number("%.0f", measured.perSecond()),
                Table.number("%.2f", measured.percentileMillis(50)),
                Table.number("%.2f", measured.percentileMillis(99)),
                Long.toString(measured.failures())));
        parts.forEach(part ->
                cells.add(Table.number("%.3f", found.processors().perThousand(part, measured.requests()))));
        return cells;
    }

    private static void compare(Variant direct, Variant gateway, Map<String, Observed> observed, PrintStream out) {
        Observed at = observed.getOrDefault(direct.name(), Observed.none());
        Observed through = observed.getOrDefault(gateway.name(), Observed.none());
        double service = at.processors().perThousand(SERVICE, at.measurement().requests());
        double edge = through.processors()
                .perThousand("gateway", through.measurement().requests());
        out.printf(
                Locale.ROOT,
                "%s / %s: %.2f of the requests per second; the gateway's CPU is %.2f of the service's%n",
                gateway.name(),
                direct.name(),
                through.measurement().perSecond() / at.measurement().perSecond(),
                edge / service);
    }

    private static boolean isSound(Variant variant, Map<String, Observed> observed, PrintStream out) {
        Measurement measured =
                observed.getOrDefault(variant.name(), Observed.none()).measurement();
        if (measured.isSound()) {
            return true;
        }
        out.printf("%s: too many failures for the figures to count: %s%n", variant.name(), measured.statuses());
        return false;
    }

    private record Variant(String name, Target target) {}

    /** The requests of a client, and the same as the gateway forwards them. */
    private static final class Requests {
        private final MeasuredFleet fleet;
        private final OffsetDateTime start =
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(30).truncatedTo(ChronoUnit.HOURS);
        private long created;

        Requests(MeasuredFleet fleet) {
            this.fleet = fleet;
        }

        private interface Kind {
            Call with(Map<String, String> headers);
        }

        Variant throughGateway(String name, Kind kind) {
            return variant(name, fleet.gatewayUrl(), kind, fleet::clientHeaders);
        }

        Variant direct(String name, Kind kind) {
            return variant(name, fleet.url(SERVICE), kind, fleet::internalHeaders);
        }

        private static Variant variant(String name, String url, Kind kind, Supplier<Map<String, String>> headers) {
            return new Variant(name, Target.at(url, () -> kind.with(headers.get())));
        }

        Call list(Map<String, String> headers) {
            return new Call(HttpMethod.GET, LIST, headers, null);
        }

        Call create(Map<String, String> headers) {
            long number = ++created;
            OffsetDateTime from = start.plusHours(number % 5_000);
            String body = """
                    {"title": "Bench job %d", "job_type": "festival", "start_time": "%s", "end_time": "%s",
                     "departments": ["sound", "lights"], "notes": "Load-in at 06:00, soundcheck at 14:00"}
                    """.formatted(number, from, from.plusHours(10));
            Map<String, String> all = new HashMap<>(headers);
            all.put("Content-Type", "application/json");
            return new Call(HttpMethod.POST, CREATE, all, Buffer.buffer(body));
        }
    }
}
