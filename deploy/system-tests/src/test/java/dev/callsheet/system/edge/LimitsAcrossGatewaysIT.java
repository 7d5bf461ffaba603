package dev.callsheet.system.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.fleet.part.FurtherGateway;
import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three gateways, each a process of its own, and one key that is used at all of them. */
@Tag("slow")
class LimitsAcrossGatewaysIT {

    private static final int LIMIT = 300;
    private static final int CLIENTS = 3;
    /** Of refusals, after which a gateway admits nothing more: longer than a lease lives and than its limiter recovers. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final Duration LONGEST_LOAD = Duration.ofSeconds(90);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GONE = 0;

    private final RunningFleet fleet = RunningFleet.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FurtherGateway> further = new ArrayList<>();

    @BeforeEach
    void startGateways() {
        further.add(fleet.startGateway("gateway-two"));
        further.add(fleet.startGateway("gateway-three"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> managementUrls().allMatch(each -> metric(each, "callsheet_gateway_gateways") == 3));
        /* Two loads must fit into what is left of the hour. */
        long needed = 2 * LONGEST_LOAD.toSeconds() + 60;
        await().atMost(Duration.ofSeconds(needed + 10))
                .until(() -> 3_600 - Instant.now().getEpochSecond() % 3_600 > needed);
    }

    @AfterEach
    void repair() {
        further.forEach(FurtherGateway::close);
        fleet.up();
        fleet.awaitReady();
    }

    @Test
    void threeGatewaysTogetherAdmitExactlyTheLimit() throws InterruptedException {
        // Given
        String key = limitedKey();

        // When
        int admitted = sum(load(urls(), key));

        // Then
        assertThat(admitted).isEqualTo(LIMIT);
    }

    @Test
    void aKilledGatewayTakesNoMoreThanItsLeaseWithIt() throws InterruptedException {
        // Given
        String key = limitedKey();
        Runnable killing = () -> {
            await().atMost(LONGEST_LOAD)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> metric(
                                    further.getFirst().managementUrl(),
                                    "callsheet_gateway_limited_total{result=\"admitted\"}")
                            > 20);
            further.getFirst().kill();
        };

        // When
        CompletableFuture<Void> killed = CompletableFuture.runAsync(killing, Thread::startVirtualThread);
        int admitted = sum(load(urls(), key));
        killed.join();

        // Then
        assertThat(admitted).isBetween(LIMIT - LIMIT / 6, LIMIT);
    }

    @Test
    void whileTheDatabaseIsAwayEachGatewayAdmitsItsShare() throws InterruptedException {
        // Given
        String key = limitedKey();
        List<String> urls = urls();
        urls.forEach(url -> assertThat(ask(url, key)).isEqualTo(200));
        fleet.kill("postgres");

        // When
        List<Integer> away = load(urls, key);
        fleet.start("postgres");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        managementUrls().allMatch(each -> metric(each, "callsheet_gateway_database_answers") == 1));
        int back = sum(load(urls, key));

        // Then
        assertThat(away).allSatisfy(admitted -> assertThat(admitted).isBetween(LIMIT / 3 - 3, LIMIT / 3));
        assertThat(back).isLessThanOrEqualTo(LIMIT - sum(away));
    }

    private String limitedKey() {
        return fleet.asAdmin()
                .header("X-Idempotency-Key", UUID.randomUUID().toString())
                .body("""
                        {"name": "Limited", "scopes": ["jobs:read"], "rate_limit_tier": "professional",
                         "rate_limit_overrides": {"per_hour": %d, "burst": 150}}
                        """.formatted(LIMIT))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("data.attributes.key");
    }

    private Stream<String> managementUrls() {
        return Stream.concat(
                Stream.of(fleet.gatewayManagementUrl()), further.stream().map(FurtherGateway::managementUrl));
    }

    private List<String> urls() {
        List<String> urls = new ArrayList<>(List.of(fleet.credentials().baseUrl()));
        further.forEach(each -> urls.add(each.url()));
        return urls;
    }

    /** Asks each gateway until none lets anything through any more, and says how many requests each let through. */
    private List<Integer> load(List<String> urls, String key) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_LOAD);
        List<Gateway> gateways = urls.stream().map(Gateway::new).toList();
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS * gateways.size(); client++) {
            Gateway gateway = gateways.get(client % gateways.size());
            clients.add(Thread.ofVirtual().start(() -> {
                while (!gateway.gone
                        && !gateways.stream().allMatch(Gateway::isQuiet)
                        && Instant.now().isBefore(end)) {
                    gateway.heard(ask(gateway.url, key));
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        assertThat(gateways).as("all refuse before " + end).allMatch(Gateway::isQuiet);
        return gateways.stream().map(gateway -> gateway.admitted).toList();
    }

    /** What one gateway answers under load. */
    private static final class Gateway {
        private final String url;
        private int admitted;
        private volatile boolean gone;
        private @Nullable Instant refusingSince;

        Gateway(String url) {
            this.url = url;
        }

        /* What is not refused for the limit was let through: a service that cannot answer does not make it a refusal. */
        synchronized void heard(int status) {
            if (status == GONE) {
                gone = true;
            } else if (status != TOO_MANY_REQUESTS) {
                admitted++;
                refusingSince = null;
            } else if (refusingSince == null) {
                refusingSince = Instant.now();
            }
        }

        /** Whether it has refused for long enough that it will not admit any more, or is gone. */
        synchronized boolean isQuiet() {
            return gone || (refusingSince != null && refusingSince.plus(QUIET).isBefore(Instant.now()));
        }
    }

    /** The status; {@link #GONE} when there is no gateway any more. */
    private int ask(String url, String key) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + Jobs.PATH + "?per_page=1"))
                                    .header("Authorization", "Bearer " + key)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException gone) {
            return GONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return GONE;
        }
    }

    private double metric(String managementUrl, String name) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(managementUrl + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException gone) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
