package dev.callsheet.system.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresKilledIT {

    private static final int CLIENTS = 4;

    private final RunningFleet fleet = RunningFleet.shared();

    @AfterEach
    void repair() {
        fleet.up();
        fleet.awaitReady();
    }

    @Test
    void aKilledDatabaseUnderLoadCostsTimeButNothingThatWasAcknowledged() throws InterruptedException {
        // Given
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<Response> refused = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofPlatform().start(() -> createUntil(stop, acknowledged, refused)));
        }
        awaitMoreThan(20, acknowledged);

        // When
        fleet.kill("postgres");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> refused.size() > CLIENTS);
        fleet.start("postgres");
        awaitMoreThan(acknowledged.size() + 20, acknowledged);
        stop.set(true);
        for (Thread client : clients) {
            client.join();
        }

        // Then
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
            assertThat(answer.jsonPath().getString("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isNotNull();
        });
        assertThat(acknowledged)
                .allSatisfy(
                        id -> fleet.asAdmin().get(Jobs.PATH + "/" + id).then().statusCode(200));
    }

    private void createUntil(AtomicBoolean stop, Queue<String> acknowledged, Queue<Response> refused) {
        while (!stop.get()) {
            Response answer = fleet.asAdmin()
                    .header("X-Idempotency-Key", UUID.randomUUID().toString())
                    .body(Jobs.named("Under load"))
                    .post(Jobs.PATH);
            if (answer.statusCode() == 201) {
                acknowledged.add(answer.jsonPath().getString("data.id"));
            } else {
                refused.add(answer);
            }
        }
    }

    private static void awaitMoreThan(int count, Queue<String> acknowledged) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > count);
    }
}
