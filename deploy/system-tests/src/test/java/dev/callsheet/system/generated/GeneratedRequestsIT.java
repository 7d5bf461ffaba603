package dev.callsheet.system.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.callsheet.system.contract.Contract;
import dev.callsheet.system.contract.Coverage;
import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import dev.callsheet.system.fleet.RunningFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the document, half of them valid, the others mutated or hostile: none is answered 5xx, and every
 * answer is one that the document allows. {@code -Dgenerated.seed=N} runs another sequence,
 * {@code -Dgenerated.requests=N} another number; ids are the services' own, so a failure prints the request itself too.
 */
class GeneratedRequestsIT {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long SEED = 20_260_615L;
    private static final int SHORT_RUN = 1_000;
    private static final int LONG_RUN = 20_000;
    private static final int MOST_FAILURES = 25;

    /** Of the valid requests, how many succeed at least, per cent; the rest meets rules that the document cannot say. */
    private static final int FLOOR = 80;

    private final RunningFleet fleet = RunningFleet.shared();

    @Test
    void aThousand() {
        run(Integer.getInteger("generated.requests", SHORT_RUN), fleet.contract());
    }

    @Test
    @Tag("slow")
    void twentyThousand() {
        // Counted apart: the page of the coverage is about an ordinary run.
        run(LONG_RUN, new Contract(fleet.contract().document()));
    }

    private void run(int count, Contract contract) {
        // Given
        long seed = Long.getLong("generated.seed", SEED);
        ValidRequests valid = new ValidRequests(fleet, fleet.found("Generated"), seed);
        ValidRequests stranger = new ValidRequests(fleet, fleet.found("Stranger"), seed);
        Draw draw = new Draw(seed);
        Spoiler spoiler = new Spoiler(
                draw,
                new SchemaValues(contract.document(), draw),
                lesserCredentials(valid, stranger),
                stranger.parents());
        List<Operation> operations = contract.document().operations();
        Coverage succeeded = new Coverage();
        List<String> failures = new ArrayList<>();

        // When
        for (int i = 0; i < count && failures.size() < MOST_FAILURES; i++) {
            Operation operation = operations.get(i % operations.size());
            String which = "request %d of seed %d".formatted(i, seed);
            boolean meantToSucceed =
                    i / operations.size() % 2 == 0 && !Recipes.NOT_BY_EXAMPLE.contains(operation.name());
            try {
                ApiRequest request = valid.varied(operation);
                if (!meantToSucceed) {
                    spoil(spoiler, draw, request);
                }
                Exchange exchange = valid.sender().send(request);
                valid.parents().learn(request, exchange);
                judge(contract, exchange, which, failures);
                if (meantToSucceed) {
                    succeeded.count(operation, exchange.status());
                    if (exchange.status() >= 400) {
                        System.out.printf(
                                "%s was meant to be valid: %s%n  %s%n",
                                which, exchange.asCurl(), exchange.answerBody());
                    }
                }
            } catch (AssertionError unmade) {
                failures.add(which + " could not be made: " + unmade.getMessage());
            }
        }

        // Then
        assertThat(failures).isEmpty();
        report(operations, succeeded);
        assertSuccess(operations, succeeded);
    }

    private static void spoil(Spoiler spoiler, Draw draw, ApiRequest request) {
        if (draw.chance(0.5)) {
            spoiler.mutate(request);
        } else {
            spoiler.attack(request);
        }
    }

    private static void judge(Contract contract, Exchange exchange, String which, List<String> failures) {
        if (exchange.status() >= 500) {
            failures.add("%s was answered %d: %s\n%s"
                    .formatted(which, exchange.status(), exchange.answerBody(), exchange.asCurl()));
            return;
        }
        try {
            contract.hold(exchange);
        } catch (AssertionError breach) {
            failures.add(which + ": " + breach.getMessage());
        }
    }

    private static List<String> lesserCredentials(ValidRequests valid, ValidRequests stranger) {
        Operation create = valid.document().get("POST", "/api/v1/api-keys");
        List<String> keys = new ArrayList<>(List.of(stranger.company().key()));
        for (String scope : List.of("jobs:read", "timesheets:write", "webhooks:manage")) {
            ApiRequest request = valid.plain(create);
            request.withBody(JSON.objectNode()
                    .put("name", "Generated " + scope)
                    .set("scopes", JSON.arrayNode().add(scope)));
            Exchange made = valid.send(request);
            keys.add(Parents.read(made).at("/data/attributes/key").asText());
        }
        return keys;
    }

    private static void report(List<Operation> operations, Coverage succeeded) {
        System.out.println(operations.stream()
                .map(operation -> "  %-60s %s".formatted(operation.name(), succeeded.counts(operation)))
                .collect(Collectors.joining("\n", "Valid requests, by operation and status:\n", "")));
    }

    private static void assertSuccess(List<Operation> operations, Coverage succeeded) {
        assertThat(operations)
                .filteredOn(operation -> !Recipes.NOT_BY_EXAMPLE.contains(operation.name()))
                .allSatisfy(operation -> assertThat(succeeded.statuses(operation))
                        .as("a valid request to " + operation + " succeeds at least once")
                        .anyMatch(status -> status < 400));
        int all = operations.stream().mapToInt(succeeded::requests).sum();
        int good = operations.stream()
                .flatMap(operation -> succeeded.counts(operation).entrySet().stream())
                .filter(count -> count.getKey() < 400)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(100 * good / all).as("valid requests that succeed, per cent").isGreaterThanOrEqualTo(FLOOR);
    }
}
