package dev.callsheet.system.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import dev.callsheet.fleet.part.FurtherGateway;
import dev.callsheet.platform.test.concurrency.Gate;
import dev.callsheet.system.fleet.RunningFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway is told to stop while a request is under way, as in a rollout. */
@Tag("slow")
class GatewayStopsIT {

    private final RunningFleet fleet = RunningFleet.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Gate gate = new Gate(1);
    private HttpServer receiver;
    private String webhook;

    @BeforeEach
    void subscribe() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            gate.pass();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        webhook = fleet.asAdmin()
                .body("{\"url\": \"http://127.0.0.1:%d/slow\", \"events\": [\"job.deleted\"]}"
                        .formatted(receiver.getAddress().getPort()))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    @AfterEach
    void unsubscribe() {
        fleet.asAdmin().delete("/api/v1/webhooks/" + webhook);
        receiver.stop(0);
    }

    @Test
    void whatIsUnderWayIsAnsweredAsTheLastOfItsConnectionAndLogged() {
        // Given
        FurtherGateway gateway = fleet.startGateway("gateway-leaving");
        String requestId = "leaving-" + UUID.randomUUID();
        CompletableFuture<HttpResponse<String>> answer = testThrough(gateway, requestId);
        gate.awaitArrivals();

        // When
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close, Thread::startVirtualThread);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> !stopped.isDone());
        gate.open();

        // Then
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().headers().firstValue("connection")).contains("close");
        stopped.join();
        await().untilAsserted(() -> fleet.asAdmin()
                .get("/api/v1/activity/requests?request_id=" + requestId)
                .then()
                .statusCode(200)
                .body("data[0].attributes.status_code", equalTo(200)));
    }

    private CompletableFuture<HttpResponse<String>> testThrough(FurtherGateway gateway, String requestId) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/webhooks/" + webhook + "/test"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + fleet.credentials().liveKey())
                        .header("X-Request-ID", requestId)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
