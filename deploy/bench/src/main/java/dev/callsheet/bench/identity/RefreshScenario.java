package dev.callsheet.bench.identity;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.bench.subject.ProcessorTime;
import dev.callsheet.bench.subject.WarmUp;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.layout.ServiceDescription;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sessions that do nothing but refresh, each with the token that its last refresh gave it. */
public final class RefreshScenario implements Scenario {

    private static final String IDENTITY = ServiceDescription.IDENTITY;
    private static final String POSTGRES = "postgres";
    private static final long LONGEST_MICROS = 120_000_000;
    private static final double BAR = 400;

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public String description() {
        return "refreshes of sessions at identity, a second and a core [400 per core]";
    }

    @Override
    public boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out) {
        try (Api api = new Api(plan.connections())) {
            String url = fleet.url(IDENTITY) + "/api/v1/auth/";
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < plan.connections(); i++) {
                tokens.add(api.require(HttpMethod.POST, url + "login", Map.of(), fleet.login())
                        .at("/data/refresh_token")
                        .asText());
            }
            refresh(api, url, tokens, plan.warmUp(1));
            boolean compiled = WarmUp.untilCompiled(
                    fleet.processesOf(IDENTITY, MeasuredFleet.LOAD),
                    List.of(window -> refresh(api, url, tokens, window)),
                    plan,
                    out);
            Histogram latencies = new Histogram(LONGEST_MICROS, 3);
            double identity = -secondsOf(fleet, IDENTITY);
            double postgres = -secondsOf(fleet, POSTGRES);
            for (int round = 1; round <= plan.rounds(); round++) {
                Histogram window = refresh(api, url, tokens, plan.window());
                out.printf(
                        Locale.ROOT,
                        "round %d: %,.0f refreshes/s%n",
                        round,
                        window.getTotalCount() / (double) plan.windowSeconds());
                latencies.add(window);
            }
            identity += secondsOf(fleet, IDENTITY);
            postgres += secondsOf(fleet, POSTGRES);
            return report(plan, latencies, identity, postgres, out) && compiled;
        }
    }

    private static Histogram refresh(Api api, String url, List<String> tokens, Duration duration) {
        Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        List<FleetException> failures = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        CountDownLatch running = new CountDownLatch(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            int session = i;
            Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        long sent = System.nanoTime();
                        String token = api.require(
                                        HttpMethod.POST,
                                        url + "refresh",
                                        Map.of(),
                                        Map.of("refresh_token", tokens.get(session)))
                                .at("/data/refresh_token")
                                .asText();
                        tokens.set(session, token);
                        latencies.recordValue((System.nanoTime() - sent) / 1000);
                    }
                } catch (FleetException failed) {
                    synchronized (failures) {
                        failures.add(failed);
                    }
                } finally {
                    running.countDown();
                }
            });
        }
        try {
            running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return latencies;
    }

    private static boolean report(
            LoadPlan plan, Histogram latencies, double identity, double postgres, PrintStream out) {
        double refreshes = latencies.getTotalCount();
        out.printf(
                "%n%d sessions, %d windows of %d s each. CPU: seconds per 1000 refreshes.%n%n",
                plan.connections(), plan.rounds(), plan.windowSeconds());
        Table table = new Table(List.of(
                "", "refreshes/s", "p50 ms", "p99 ms", "CPU identity", "CPU Postgres", "per core", "per core, both"));
        table.add(List.of(
                "refresh, identity",
                Table.number("%.0f", refreshes / (plan.rounds() * plan.windowSeconds())),
                Table.number("%.1f", latencies.getValueAtPercentile(50) / 1000.0),
                Table.number("%.1f", latencies.getValueAtPercentile(99) / 1000.0),
                Table.number("%.3f", identity * 1000 / refreshes),
                Table.number("%.3f", postgres * 1000 / refreshes),
                Table.number("%.0f", refreshes / identity),
                Table.number("%.0f", refreshes / (identity + postgres))));
        table.print(out);
        return refreshes / (identity + postgres) >= BAR;
    }

    private static double secondsOf(MeasuredFleet fleet, String part) {
        return fleet.processesOf(part).stream()
                .mapToDouble(ProcessorTime::secondsOf)
                .sum();
    }
}
