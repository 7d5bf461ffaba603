package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.MisbehavingService;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages of other origins may do. Quarkus and the stubs set the fields. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class CrossOriginIT {

    private static final String OURS = "https://app.example.com";
    private static final String ANOTHERS = "https://app.another.example";
    private static final String LOGIN = "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nOrigin: ";

    @AtGateway
    URI gateway;

    MisbehavingService service;

    IdentityStub identity;

    @BeforeEach
    void register() {
        identity.corsOrigins = Set.of(OURS);
        identity.knownOrigins = Set.of(OURS, ANOTHERS);
        await().until(() -> preflight(OURS).header("access-control-allow-origin") != null);
        await().until(() -> get(OURS).header("access-control-allow-origin") != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, ANOTHERS})
    void letsAPageOfARegisteredOriginAsk(String origin) throws IOException {
        // When
        Received answer = preflight(origin);

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(answer.header("access-control-allow-methods")).contains("PATCH");
        assertThat(answer.header("access-control-allow-headers")).contains("Authorization", "X-Idempotency-Key");
        assertThat(answer.header("access-control-max-age")).isEqualTo("600");
        assertThat(answer.headers("vary")).contains("origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "https://app.example.com.evil.example", "http://app.example.com"
            })
    void letsNobodyElseAsk(String origin) throws IOException {
        // When
        Received answer = preflight(origin);

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-origin")).isNull();
        assertThat(answer.header("access-control-allow-methods")).isNull();
    }

    @Test
    void asksNoServiceBeforehand() throws IOException {
        // Given
        String id = UUID.randomUUID().toString();

        // When
        send("OPTIONS /api/v1/jobs/" + id + " HTTP/1.1\r\nHost: a\r\nOrigin: " + OURS
                + "\r\nAccess-Control-Request-Method: GET\r\n\r\n");

        // Then
        assertThat(service.timesAsked(id)).isZero();
    }

    @Test
    void letsAPageOfTheOrganizationReadTheAnswer() throws IOException {
        // When
        Received answer = get(OURS);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(OURS);
        assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
        assertThat(answer.header("access-control-expose-headers")).contains("X-Request-ID", "ETag", "RateLimit");
        assertThat(answer.headers("vary")).contains("origin");
    }

    @Test
    void letsNoPageOfAnotherOrganizationReadTheAnswer() throws IOException {
        // When
        Received answer = get(ANOTHERS);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isNull();
        assertThat(answer.headers("vary")).contains("origin");
    }

    @Test
    void letsAPageReadWhyItWasRefused() throws IOException {
        // When
        Received unknown = send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nOrigin: " + OURS + "\r\n\r\n");
        Received missing = send(RawClient.request("GET /api/v1/nothing", "Origin: " + OURS));
        Received evil = send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\n\r\n");

        // Then
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("access-control-allow-origin")).isEqualTo(OURS);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("access-control-allow-origin")).isEqualTo(OURS);
        assertThat(evil.header("access-control-allow-origin")).isNull();
    }

    @Test
    void letsPagesOfAnyOrganizationLogIn() throws IOException {
        // When
        Received ours = send(LOGIN + OURS + "\r\n\r\n{}");
        Received anothers = send(LOGIN + ANOTHERS + "\r\n\r\n{}");
        Received evil = send(LOGIN + "https://evil.example\r\n\r\n{}");

        // Then
        assertThat(ours.header("access-control-allow-origin")).isEqualTo(OURS);
        assertThat(anothers.header("access-control-allow-origin")).isEqualTo(ANOTHERS);
        assertThat(evil.header("access-control-allow-origin")).isNull();
    }

    @Test
    void takesNoServicesWordForIt() throws IOException {
        // When
        Received answer =
                send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: open", "Origin: https://evil.example"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isNull();
    }

    @Test
    void forgetsAnOriginThatWasTakenBack() {
        // When
        identity.knownOrigins = Set.of(OURS);
        identity.corsOrigins = Set.of();

        // Then
        await().until(() -> preflight(ANOTHERS).header("access-control-allow-origin") == null);
        await().until(() -> get(OURS).header("access-control-allow-origin") == null);
    }

    @Test
    void keepsTheOriginsItKnowsWhileIdentityIsDown() {
        // Given
        identity.down = true;

        // When
        await().pollDelay(java.time.Duration.ofMillis(600)).until(() -> true);

        // Then
        await().until(() -> preflight(ANOTHERS).header("access-control-allow-origin") != null);
        identity.down = false;
    }

    private Received preflight(String origin) throws IOException {
        return send("OPTIONS /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: PATCH\r\nAccess-Control-Request-Headers: authorization\r\n\r\n");
    }

    private Received get(String origin) throws IOException {
        return send(RawClient.request("GET /api/v1/jobs/7", "Origin: " + origin));
    }

    private Received send(String request) throws IOException {
        try (RawClient client = new RawClient(gateway.getPort())) {
            client.send(request);
            return client.receive();
        }
    }
}
