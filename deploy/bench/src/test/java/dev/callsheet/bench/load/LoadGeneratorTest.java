package dev.callsheet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final Set<Integer> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number = requests.incrementAndGet();
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            clients.add(exchange.getRemoteAddress().getPort());
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(number % 2 == 0 ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void countsEveryAnswerByItsStatus() {
        // Given
        Call call = new Call(HttpMethod.POST, "/jobs", Map.of("Content-Type", "application/json"), Buffer.buffer("{}"));
        Target target = new Target("127.0.0.1", server.getAddress().getPort(), () -> call);

        // When
        Measurement measured;
        try (LoadGenerator load = new LoadGenerator(3)) {
            measured = load.run(target, WINDOW);
        }

        // Then
        assertThat(measured.requests()).isPositive().isLessThanOrEqualTo(requests.get());
        assertThat(measured.statuses()).containsOnlyKeys(200, 503);
        assertThat(measured.failures()).isEqualTo(measured.statuses().get(503));
        assertThat(measured.percentileMillis(99)).isGreaterThanOrEqualTo(measured.percentileMillis(50));
        assertThat(bodies).containsExactly("{}");
        assertThat(clients).hasSize(3);
    }

    @Test
    void countsRequestsThatGetNoAnswer() {
        // Given
        int port = server.getAddress().getPort();
        server.stop(0);
        Target target = new Target("127.0.0.1", port, () -> new Call(HttpMethod.GET, "/jobs", Map.of(), null));

        // When
        Measurement measured;
        try (LoadGenerator load = new LoadGenerator(1)) {
            measured = load.run(target, WINDOW);
        }

        // Then
        assertThat(measured.statuses()).containsOnlyKeys(0);
        assertThat(measured.failures()).isEqualTo(measured.requests());
    }

    @Test
    void addsWindowsUp() {
        // Given
        Measurement first = new Measurement(2, Measurement.newHistogram(), Map.of(200, 10L));
        Measurement second = new Measurement(3, Measurement.newHistogram(), Map.of(200, 20L, 500, 5L));

        // When
        Measurement both = first.and(second);

        // Then
        assertThat(both.perSecond()).isEqualTo(7);
        assertThat(both.failures()).isEqualTo(5);
    }
}
