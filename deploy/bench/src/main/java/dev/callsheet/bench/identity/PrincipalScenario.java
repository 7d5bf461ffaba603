package dev.callsheet.bench.identity;

import dev.callsheet.bench.LoadPlan;
import dev.callsheet.bench.Scenario;
import dev.callsheet.bench.load.Call;
import dev.callsheet.bench.load.LoadGenerator;
import dev.callsheet.bench.load.Measurement;
import dev.callsheet.bench.load.Target;
import dev.callsheet.bench.report.Table;
import dev.callsheet.bench.subject.MeasuredFleet;
import dev.callsheet.bench.subject.WarmUp;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.fleet.layout.ServiceDescription;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a gateway asks identity about a credential that it does not remember. */
public final class PrincipalScenario implements Scenario {

    private static final String PATH = "/internal/v1/principals";
    private static final List<Integer> CLIENTS = List.of(1, 8);
    private static final long TOKEN_LIFE_NANOS = 20_000_000_000L;
    private static final double BAR_MILLIS = 5;

    @Override
    public String name() {
        return "principal";
    }

    @Override
    public String description() {
        return "a principal that the gateway does not remember, asked of identity [under 5 ms]";
    }

    @Override
    public boolean run(MeasuredFleet fleet, LoadPlan plan, PrintStream out) {
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("API key", fleet.key());
        try (Api api = new Api(1)) {
            credentials.put(
                    "access token",
                    api.require(
                                    HttpMethod.POST,
                                    fleet.url(ServiceDescription.IDENTITY) + "/api/v1/auth/login",
                                    Map.of(),
                                    fleet.login())
                            .at("/data/access_token")
                            .asText());
        }
        Table table = new Table(List.of("", "clients", "principals/s", "p50 ms", "p99 ms", "not 2xx"));
        boolean good = true;
        for (int clients : CLIENTS) {
            try (LoadGenerator load = new LoadGenerator(clients)) {
                for (Map.Entry<String, String> credential : credentials.entrySet()) {
                    Target target = Target.at(
                            fleet.url(ServiceDescription.IDENTITY), new Question(fleet, credential.getValue())::next);
                    load.run(target, plan.warmUp(CLIENTS.size() * credentials.size()));
                    good &= WarmUp.untilCompiled(
                            fleet.processesOf(ServiceDescription.IDENTITY, MeasuredFleet.LOAD),
                            List.of(window -> load.run(target, window)),
                            plan,
                            out);
                    Measurement measured = Measurement.none();
                    for (int round = 0; round < plan.rounds(); round++) {
                        measured = measured.and(load.run(target, plan.window()));
                    }
                    table.add(List.of(
                            credential.getKey(),
                            Integer.toString(clients),
                            Table.number("%.0f", measured.perSecond()),
                            Table.number("%.2f", measured.percentileMillis(50)),
                            Table.number("%.2f", measured.percentileMillis(99)),
                            Long.toString(measured.failures())));
                    good &= measured.requests() > 0
                            && measured.failures() == 0
                            && (clients > 1 || measured.percentileMillis(50) < BAR_MILLIS);
                }
            }
        }
        out.printf("%n%d windows of %d s each.%n%n", plan.rounds(), plan.windowSeconds());
        table.print(out);
        return good;
    }

    /** The question, in the name of a gateway whose token is the same for many. */
    private static final class Question {

        private final MeasuredFleet fleet;
        private final Buffer body;
        private String token = "";
        private long tokenMade;

        Question(MeasuredFleet fleet, String credential) {
            this.fleet = fleet;
            this.body = Buffer.buffer("{\"credential\":\"" + credential + "\"}");
        }

        Call next() {
            if (token.isEmpty() || System.nanoTime() - tokenMade > TOKEN_LIFE_NANOS) {
                token = fleet.fleet().keys().token("gateway-service", self());
                tokenMade = System.nanoTime();
            }
            return new Call(
                    HttpMethod.POST,
                    PATH,
                    Map.of("Content-Type", "application/json", "X-Callsheet-Principal", token),
                    body);
        }

        private static Principal self() {
            return new Principal(
                    new UUID(0, 1),
                    CredentialType.SERVICE,
                    null,
                    new UUID(0, 0),
                    "live",
                    "none",
                    Set.of(Scope.ADMINISTRATOR.name()),
                    Set.of(),
                    Set.of(),
                    "unlimited",
                    "enterprise",
                    "UTC",
                    "gateway-service",
                    null);
        }
    }
}
