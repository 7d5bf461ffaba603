package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway behind proxies that its operator trusts. Quarkus sets the field. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(
        value = StubFleet.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "callsheet.gateway.trusted-proxies", value = "127.0.0.1,10.0.0.0/8,fd00::/8"))
class BehindProxyIT {

    @AtGateway
    URI gateway;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
                "2001:db8::7, fd00::1 | 2001:db8:0:0:0:0:0:7",
                "::ffff:203.0.113.7 | 203.0.113.7",
                "10.1.2.3, 10.4.5.6 | 10.1.2.3",
                "203.0.113.7, not-an-address | 127.0.0.1",
                "203.0.113.7, not-an-address, 10.1.2.3 | 10.1.2.3",
                "'' | 127.0.0.1",
            })
    void takesTheLastAddressThatATrustedProxySaw(String forwarded, String client) throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Forwarded-For: " + forwarded));

        // Then
        assertThat(headersOf(answer).getJsonArray("x-forwarded-for")).isEqualTo(JsonArray.of(client));
    }

    @Test
    void countsSeveralHeadersAsOne() throws IOException {
        // When
        Received answer = send(RawClient.request(
                "GET /api/v1/jobs/7", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 198.51.100.9"));

        // Then
        assertThat(headersOf(answer).getJsonArray("x-forwarded-for")).isEqualTo(JsonArray.of("198.51.100.9"));
    }

    @Test
    void knowsThatTheClientCameByTls() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Forwarded-Proto: https"));

        // Then
        assertThat(headersOf(answer).getJsonArray("x-forwarded-proto")).isEqualTo(JsonArray.of("https"));
        assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
    }

    private static JsonObject headersOf(Received answer) {
        return new JsonObject(answer.body()).getJsonObject("headers");
    }

    private Received send(String request) throws IOException {
        try (RawClient client = new RawClient(gateway.getPort())) {
            client.send(request);
            return client.receive();
        }
    }
}
