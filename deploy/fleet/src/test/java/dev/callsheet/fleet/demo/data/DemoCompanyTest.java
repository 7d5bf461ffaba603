package dev.callsheet.fleet.demo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.bootstrap.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCompanyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);
    private static final UUID ADMIN = UUID.randomUUID();

    @TempDir
    private Path home;

    private HttpServer server;
    private StandIn api;

    @BeforeEach
    void start() throws IOException {
        api = new StandIn();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", api::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void loadsACompanyOfTheSizeThatIsPromised() {
        // When
        boolean loaded = company().loadOnce();

        // Then
        assertThat(loaded).isTrue();
        assertThat(api.created("crew")).hasSize(24);
        assertThat(api.created("equipment")).hasSize(120);
        assertThat(api.created("tours")).hasSize(2);
        assertThat(api.created("jobs")).hasSize(40);
        assertThat(api.created("crew"))
                .anyMatch(member -> member.path("user_id").asText().equals(ADMIN.toString()));
    }

    @Test
    void everyJobLiesAheadAndHasItsPlace() {
        // When
        company().loadOnce();

        // Then
        assertThat(api.created("jobs")).allSatisfy(job -> {
            OffsetDateTime start = OffsetDateTime.parse(job.path("start_time").asText());
            OffsetDateTime end = OffsetDateTime.parse(job.path("end_time").asText());
            assertThat(start.toLocalDate()).isAfter(TODAY).isBefore(TODAY.plusDays(120));
            assertThat(end).isAfter(start);
            assertThat(job.path("location_id").asText()).isNotEmpty();
        });
        assertThat(api.created("jobs")).filteredOn(job -> job.has("tour_id")).hasSizeGreaterThan(15);
    }

    @Test
    void loadsOnlyOnce() {
        // Given
        company().loadOnce();
        int requests = api.requests;

        // When
        boolean again = company().loadOnce();

        // Then
        assertThat(again).isFalse();
        assertThat(api.requests).isEqualTo(requests);
    }

    @Test
    void seesThatTheCompanyIsThereWhenItsNoteIsLost() throws IOException {
        // Given
        company().loadOnce();
        Files.delete(home.resolve("note"));

        // When
        boolean again = company().loadOnce();

        // Then
        assertThat(again).isFalse();
        assertThat(api.created("crew")).hasSize(24);
    }

    @Test
    void goesOnWhereItBrokeOff() {
        // Given
        api.breakAt = 100;
        assertThatThrownBy(() -> company().loadOnce())
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("./fleet up");
        api.breakAt = Integer.MAX_VALUE;

        // When
        boolean loaded = company().loadOnce();

        // Then
        assertThat(loaded).isTrue();
        assertThat(api.created("equipment")).hasSize(120);
        assertThat(api.created("jobs")).hasSize(40);
        assertThat(api.created("crew")).hasSize(24);
    }

    private DemoCompany company() {
        String url = "http://localhost:" + server.getAddress().getPort();
        Credentials credentials = new Credentials(
                url, url, "", UUID.randomUUID().toString(), "admin@example.com", "secret", "key", "test");
        return new DemoCompany(credentials, home.resolve("note"), TODAY);
    }

    /** Creates once per idempotency key, as the API does. */
    private static final class StandIn {
        private final ObjectMapper json = new ObjectMapper();
        private final Map<String, JsonNode> bodies = new LinkedHashMap<>();
        private final Map<String, UUID> ids = new LinkedHashMap<>();
        private int requests;
        private int breakAt = Integer.MAX_VALUE;

        synchronized void answer(HttpExchange exchange) throws IOException {
            requests++;
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/auth/login")) {
                send(exchange, 200, "{\"data\": {\"user\": {\"id\": \"" + ADMIN + "\"}}}");
            } else if (exchange.getRequestMethod().equals("GET")) {
                boolean there = created("crew").stream().anyMatch(member -> member.has("user_id"));
                send(exchange, 200, there ? "{\"data\": [{}]}" : "{\"data\": []}");
            } else if (bodies.size() >= breakAt) {
                send(exchange, 503, "{}");
            } else {
                String key = exchange.getRequestHeaders().getFirst("X-Idempotency-Key");
                bodies.put(path + " " + key, json.readTree(body));
                UUID id = ids.computeIfAbsent(key, unknown -> UUID.randomUUID());
                send(exchange, 201, "{\"data\": {\"id\": \"" + id + "\"}}");
            }
        }

        synchronized List<JsonNode> created(String collection) {
            return bodies.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("/api/v1/" + collection + " "))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private static void send(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
