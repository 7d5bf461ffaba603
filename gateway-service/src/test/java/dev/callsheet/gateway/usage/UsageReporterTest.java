package dev.callsheet.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.gateway.authentication.IdentityClient;
import dev.callsheet.gateway.stub.IdentityStub;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Set up before each test. */
@SuppressWarnings("NullAway.Init")
class UsageReporterTest {

    private static final UUID KEY = UUID.randomUUID();

    private final KeyUsage usage = new KeyUsage(InstantSource.system(), 3);
    private Vertx vertx;
    private IdentityStub identity;
    private UsageReporter reporter;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        identity = new IdentityStub(vertx);
        IdentityClient client = new IdentityClient(
                vertx.createHttpClient(),
                URI.create(identity.url()),
                Duration.ofSeconds(2),
                principal -> "token",
                InstantSource.system());
        reporter = new UsageReporter(vertx, client, new ObjectMapper(), usage);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void countsEveryRequestOnceWhileReportsAreTaken() {
        // Given
        reporter.start(Duration.ofMillis(5));

        // When
        IntStream.range(0, 20_000).parallel().forEach(i -> usage.count(keyed(KEY), "203.0.113.7"));

        // Then
        await().until(() -> requestsReported() >= 20_000);
        assertThat(requestsReported()).isEqualTo(20_000);
        assertThat(identity.usageReports)
                .extracting(report -> report.getString("report_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsCountingWhileIdentityIsAway() {
        // Given
        identity.down = true;
        reporter.start(Duration.ofMillis(20));
        usage.count(keyed(KEY), "203.0.113.7");

        // When
        usage.count(keyed(KEY), "203.0.113.8");
        identity.down = false;

        // Then
        await().until(() -> requestsReported() == 2);
        assertThat(lastUse().getString("last_used_ip")).isEqualTo("203.0.113.8");
    }

    @Test
    void sendsAReportWhoseAnswerWasLostAgainUnderItsId() {
        // Given
        identity.forgetsToAnswer = true;
        usage.count(keyed(KEY), "203.0.113.7");
        reporter.start(Duration.ofMillis(20));
        await().until(() -> identity.usageReports.size() >= 2);
        usage.count(keyed(KEY), "203.0.113.7");

        // When
        identity.forgetsToAnswer = false;

        // Then
        String first = identity.usageReports.getFirst().getString("report_id");
        await().until(() ->
                !identity.usageReports.getLast().getString("report_id").equals(first));
        List<JsonObject> sentFirst = identity.usageReports.stream()
                .filter(report -> report.getString("report_id").equals(first))
                .toList();
        assertThat(sentFirst).hasSizeGreaterThan(1).containsOnly(sentFirst.getFirst());
        assertThat(lastUse().getLong("requests")).isEqualTo(1);
    }

    @Test
    void sendsTheRestWhenTheGatewayStops() {
        // Given
        reporter.start(Duration.ofHours(1));
        usage.count(keyed(KEY), "203.0.113.7");

        // When
        reporter.close();

        // Then
        assertThat(requestsReported()).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedByTheNumberOfKeys() {
        // When
        for (int i = 0; i < 10; i++) {
            usage.count(keyed(UUID.randomUUID()), "203.0.113.7");
        }

        // Then
        assertThat(usage.take(100)).hasSize(3);
        assertThat(usage.uncounted().sum()).isEqualTo(7);
    }

    @Test
    void aUsersRequestIsNoKeys() {
        // When
        usage.count(caller(UUID.randomUUID(), CredentialType.USER), "203.0.113.7");

        // Then
        assertThat(usage.take(100)).isEmpty();
    }

    private JsonObject lastUse() {
        return identity.usageReports.getLast().getJsonArray("keys").getJsonObject(0);
    }

    private long requestsReported() {
        return identity.usageReports.stream()
                .flatMap(report -> report.getJsonArray("keys").stream())
                .mapToLong(use -> ((JsonObject) use).getLong("requests"))
                .sum();
    }

    private static Principal keyed(UUID key) {
        return caller(key, CredentialType.API_KEY);
    }

    private static Principal caller(UUID credential, CredentialType type) {
        return new Principal(
                credential,
                type,
                null,
                UUID.randomUUID(),
                "live",
                "none",
                Set.of(),
                Set.of(),
                Set.of(),
                "unlimited",
                "enterprise",
                "UTC",
                "Counted",
                null);
    }
}
