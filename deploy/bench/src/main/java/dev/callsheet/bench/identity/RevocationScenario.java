package dev.callsheet.bench.identity;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.fleet.part.FurtherGateway;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/** From the answer that a key is revoked to the first refusal of it, at each of several gateways. */
public final class RevocationScenario implements Scenario {

    private static final int TRIALS = 200;
    private static final int WARM_UP_TRIALS = 20;
    private static final String USE = "/api/v1/scopes";
    private static final String KEYS = "/api/v1/api-keys";
    private static final double BAR_MILLIS = 250;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public String description() {
        return "from the answer to DELETE of a key to its refusal at two gateways, 200 times [p99 of 250 ms]";
    }

    @Override
    public boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out) {
        try (Api api = new Api(16);
                FurtherGateway further = FurtherGateway.start(fleet.fleet(), "bench-gateway")) {
            List<String> gateways = List.of(fleet.gatewayUrl(), further.url());
            List<Histogram> byGateway = gateways.stream()
                    .map(gateway -> new Histogram(60_000_000, 3))
                    .toList();
            Histogram everywhere = new Histogram(60_000_000, 3);
            for (int trial = -WARM_UP_TRIALS; trial < TRIALS; trial++) {
                List<Long> micros = trial(api, fleet, gateways);
                if (trial >= 0) {
                    for (int i = 0; i < micros.size(); i++) {
                        byGateway.get(i).recordValue(micros.get(i));
                    }
                    everywhere.recordValue(
                            micros.stream().mapToLong(Long::longValue).max().orElseThrow());
                }
            }
            return report(byGateway, everywhere, out);
        }
    }

    /** Microseconds at each gateway; 0 where the refusal came before the answer did. */
    private List<Long> trial(Api api, MeasuredFleet fleet, List<String> gateways) {
        var created = api.require(
                HttpMethod.POST,
                fleet.gatewayUrl() + KEYS,
                fleet.clientHeaders(),
                Map.of("name", "Bench", "scopes", List.of("jobs:read")));
        Map<String, String> key = Map.of(
                "Authorization", "Bearer " + created.at("/data/attributes/key").asText());
        gateways.forEach(gateway -> api.require(HttpMethod.GET, gateway + USE, key, null));
        List<CompletableFuture<Long>> refusals = gateways.stream()
                .map(gateway -> CompletableFuture.supplyAsync(() -> firstRefusal(api, gateway, key), threads))
                .toList();
        api.call(
                HttpMethod.DELETE,
                fleet.gatewayUrl() + KEYS + "/" + created.at("/data/id").asText(),
                fleet.clientHeaders(),
                null);
        long answered = System.nanoTime();
        return refusals.stream()
                .map(CompletableFuture::join)
                .map(refused -> Math.max(0, (refused - answered) / 1000))
                .toList();
    }

    /** Uses the key again and again until it no longer works; when that was. */
    private static long firstRefusal(Api api, String gateway, Map<String, String> key) {
        while (api.call(HttpMethod.GET, gateway + USE, key, null).status() != 401) {
            Thread.onSpinWait();
        }
        return System.nanoTime();
    }

    private static boolean report(List<Histogram> byGateway, Histogram everywhere, PrintStream out) {
        out.printf("%n%d keys, each revoked through the first gateway while it is used at all.%n%n", TRIALS);
        Table table = new Table(List.of("", "p50 ms", "p90 ms", "p99 ms", "longest ms"));
        for (int i = 0; i < byGateway.size(); i++) {
            table.add(row("gateway " + (i + 1), byGateway.get(i)));
        }
        table.add(row("everywhere", everywhere));
        table.print(out);
        return everywhere.getValueAtPercentile(99) / 1000.0 <= BAR_MILLIS;
    }

    private static List<String> row(String name, Histogram micros) {
        return List.of(
                name,
                millis(micros.getValueAtPercentile(50)),
                millis(micros.getValueAtPercentile(90)),
                millis(micros.getValueAtPercentile(99)),
                millis(micros.getMaxValue()));
    }

    private static String millis(long micros) {
        return Table.number("%.1f", micros / 1000.0);
    }
}
