package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.ClosedConnections;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.MisbehavingService;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends, over raw sockets. Quarkus and the stubs set the fields. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class HostileClientIT {

    private static final String KEY = "Authorization: Bearer " + IdentityStub.KEY + "\r\n";

    @AtGateway
    URI gateway;

    @AtGateway(tls = true)
    URI tls;

    MisbehavingService service;

    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\r\nHost: a\r\n",
                "Host: a\r\nHost: b\r\n",
                "",
                "Host: a/b\r\n",
                "Host: user@a\r\n",
                "Host: a\r\n: b\r\n",
                "Host: a\r\nContent-Type: a/b\r\ncontent-type: c/d\r\n",
                "Host: a\r\nX-Idempotency-Key: 1\r\nX-Idempotency-Key: 2\r\n",
                "Host: a\r\nX-Request-ID: 1\r\nx-request-id: 2\r\n",
                "Host: a\r\nX-API-Version: 2024-01-01\r\nX-API-Version: 2025-01-01\r\n",
                "Host: a\r\nOrigin: https://a.example\r\nOrigin: https://b.example\r\n",
            })
    void refusesHeadersThatCouldMeanTwoThings(String headers) throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send("GET /api/v1/jobs/" + id + " HTTP/1.1\r\n" + KEY + headers + "\r\n");

        // Then
        assertRefusal(answer, 400, "VALIDATION_ERROR");
        assertThat(service.timesAsked(id)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 44\r\n",
                "Content-Length: 4, 4\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length : 4\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Transfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n",
            })
    void neverTakesABodyForTheNextRequest(String lengths) throws IOException {
        // Given
        String smuggled = id();

        // When
        Received answer;
        boolean closed;
        try (RawClient client = client()) {
            client.send("POST /api/v1/jobs/" + id() + " HTTP/1.1\r\nHost: a\r\n" + KEY + lengths + "\r\n" + "0\r\n\r\n"
                    + RawClient.request("GET /api/v1/jobs/" + smuggled));
            answer = client.receive();
            closed = client.isClosedByPeer();
        }

        // Then
        assertRefusal(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(closed).isTrue();
        assertThat(service.timesAsked(smuggled)).isZero();
    }

    @Test
    void takesNoChunkedBodyFromAnOldClient() throws IOException {
        // When
        Received answer = send(
                "POST /api/v1/jobs/7 HTTP/1.0\r\nHost: a\r\n" + KEY + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        // Then
        assertRefusal(answer, 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;x=\n\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
                "zz\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
            })
    void endsAConnectionWhoseChunksAreMalformed(String chunks) throws IOException {
        // Given
        String smuggled = id();

        // When
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id(), "Transfer-Encoding: chunked")
                    + chunks
                    + RawClient.request("GET /api/v1/jobs/" + smuggled));
            closed = client.isEndedByPeer();
        }

        // Then
        assertThat(closed).isTrue();
        assertThat(service.timesAsked(smuggled)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/jobs/7 HTTP/1.1\nHost: a\n\n",
                "GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n",
                "GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nX-A\u0000: b\r\n\r\n",
                "GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nX-A: b\u0000c\r\n\r\n",
                "GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n",
                "GET /api/v1/jobs/7\r\n\r\n",
                "GET  /api/v1/jobs/7 extra HTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
    void answersWhatIsNoRequestAndReadsNoFurther(String bytes) throws IOException {
        // When
        Received answer;
        boolean closed;
        try (RawClient client = client()) {
            client.send(bytes);
            answer = client.receive();
            closed = client.isEndedByPeer();
        }

        // Then
        assertThat(answer.status()).isBetween(400, 501);
        assertThat(closed).isTrue();
    }

    @Test
    void passesAFoldedHeaderOnInOneLine() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Folded: one\r\n two"));

        // Then
        JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.getJsonArray("x-folded")).isEqualTo(JsonArray.of("one two"));
    }

    @Test
    void servesATargetThatNamesTheHostAndRefusesOneThatNamesAnother() throws IOException {
        // When
        Received same = send(RawClient.request("GET http://api.example.com/api/v1/jobs/7"));
        Received other = send(RawClient.request("GET http://evil.example/api/v1/jobs/7"));

        // Then
        assertThat(same.status()).isEqualTo(200);
        assertThat(new JsonObject(same.body()).getString("uri")).isEqualTo("/api/v1/jobs/7");
        assertRefusal(other, 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FOO", "PROPFIND"})
    void knowsNoOtherMethods(String method) throws IOException {
        // When
        Received answer = send(RawClient.request(method + " /api/v1/jobs/7"));

        // Then
        assertRefusal(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("allow")).contains("GET").doesNotContain("TRACE");
    }

    @Test
    void opensNoTunnel() throws IOException {
        // When
        Received answer = send(RawClient.request("CONNECT internal:8101"));

        // Then
        assertRefusal(answer, 400, "VALIDATION_ERROR");
    }

    @Test
    void staysWithTheProtocolThatAConnectionBeganWith() throws IOException {
        // When
        Received answer = send(RawClient.request(
                "GET /api/v1/jobs/7",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getJsonObject("headers").fieldNames())
                .doesNotContain("upgrade", "http2-settings");
    }

    @Test
    void refusesAHeaderOfAMegabyteInTheProductsFormat() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Long: " + "a".repeat(1 << 20)));

        // Then
        assertRefusal(answer, 431, "HEADERS_TOO_LARGE");
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    @Test
    void refusesAnOverlongPathInTheProductsFormat() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/" + "a".repeat(20_000)));

        // Then
        assertRefusal(answer, 431, "HEADERS_TOO_LARGE");
    }

    @Test
    void refusesMoreHeadersThanAnybodyNeeds() throws IOException {
        // Given
        String[] many = new String[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = "X-" + i + ": 1";
        }

        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", many));

        // Then
        assertRefusal(answer, 431, "HEADERS_TOO_LARGE");
    }

    @Test
    void cutsAClientThatSendsItsHeadAByteAtATime() throws IOException {
        // When
        boolean closed;
        try (RawClient client = client()) {
            client.send("GET /api/v1/jobs/7 HTTP/1.1\r\n");
            closed = client.isClosedWhileSending("X-A: b\r\n", Duration.ofMillis(100), Duration.ofSeconds(5));
        }

        // Then
        assertThat(closed).isTrue();
    }

    @Test
    void cutsTheSecondHeadOfAConnectionAsWell() throws IOException {
        // When
        Received first;
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            first = client.receive();
            client.send("GET /api/v1/jobs/7 HTTP/1.1\r\n");
            closed = client.isClosedWhileSending("X-A: b\r\n", Duration.ofMillis(100), Duration.ofSeconds(5));
        }

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void leavesAConnectionAloneThatIsOnlyIdle(String behindTheRequest) throws IOException {
        // When
        Received first;
        Received second;
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/7") + behindTheRequest);
            first = client.receive();
            await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            second = client.receive();
        }

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void cutsAClientThatSendsItsBodyAByteAtATime() throws IOException {
        // Given
        String id = id();

        // When
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id, "Content-Length: 1000"));
            closed = client.isClosedWhileSending("a", Duration.ofMillis(100), Duration.ofSeconds(5));
        }

        // Then
        assertThat(closed).isTrue();
        await().untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void isPatientWithASlowButHonestUpload() throws IOException {
        // When
        Received answer;
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id(), "Content-Length: 6000"));
            closed = client.isClosedWhileSending("a".repeat(200), Duration.ofMillis(100), Duration.ofMillis(2_900));
            client.send("a".repeat(6_000 - client.sentWhileWatched()));
            answer = client.receive();
        }

        // Then
        assertThat(closed).isFalse();
        assertThat(new JsonObject(answer.body()).getInteger("body_size")).isEqualTo(6_000);
    }

    @Test
    void cutsAClientThatAsksOnWithoutReadingWhatItGets() throws IOException {
        // Given
        double before = closedFor("unread");
        String id = id();
        /* What comes back has it, and is still one piece: of a longer answer no more is read from the service. */
        String requests = RawClient.request("GET /api/v1/jobs/" + id, "X-Padding: " + "a".repeat(7_000))
                .repeat(10);

        try (RawClient client = client()) {
            // When
            int sent = 0;
            while (closedFor("unread") == before && sent < 5_000) {
                client.send(requests);
                sent += 10;
                int all = sent;
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> service.timesAsked(id) == all || closedFor("unread") > before);
            }

            // Then
            assertThat(closedFor("unread")).isEqualTo(before + 1);
            assertThat(client.isEndedByPeer()).isTrue();
        }
    }

    @Test
    void cutsAClientThatAsksForThousandsAheadOfAnAnswer() throws IOException {
        // Given
        double before = closedFor("ahead");
        String ahead = id();

        try (RawClient client = client()) {
            // When
            client.send(RawClient.request("GET /api/v1/jobs/" + id(), "X-Fault: silent"));
            boolean cut = client.isClosedWhileSending(
                    RawClient.request("GET /api/v1/jobs/" + ahead).repeat(200),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10));

            // Then
            assertThat(cut).isTrue();
            assertThat(closedFor("ahead")).isEqualTo(before + 1);
            assertThat(service.timesAsked(ahead)).isZero();
        }
    }

    private double closedFor(String reason) {
        return ClosedConnections.count(meters, reason);
    }

    @Test
    void givesOneAddressNoMoreConnectionsThanItsShare() {
        // When
        await().atMost(Duration.ofSeconds(30)).until(this::isRefusedBeyondTheShare);

        // Then
        await().ignoreExceptions()
                .until(() -> send(RawClient.request("GET /api/v1/jobs/7")).status() == 200);
    }

    @Test
    void isAsStrictUnderTls() throws IOException {
        // When
        Received answer;
        Received refusal;
        Received large;
        boolean slowWasCut;
        try (RawClient client = RawClient.overTls(tls.getPort())) {
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            answer = client.receive();
            client.send(RawClient.request("POST /api/v1/jobs/7", "Content-Length: 4", "Transfer-Encoding: chunked"));
            refusal = client.receive();
        }
        try (RawClient client = RawClient.overTls(tls.getPort())) {
            client.send(RawClient.request("GET /api/v1/jobs/7", "X-Long: " + "a".repeat(1 << 20)));
            large = client.receive();
        }
        try (RawClient client = RawClient.overTls(tls.getPort())) {
            slowWasCut = client.isClosedWhileSending("G", Duration.ofMillis(100), Duration.ofSeconds(5));
        }

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
        assertRefusal(refusal, 400, "VALIDATION_ERROR");
        assertRefusal(large, 431, "HEADERS_TOO_LARGE");
        assertThat(slowWasCut).isTrue();
    }

    private boolean isRefusedBeyondTheShare() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < StubFleet.CONNECTIONS + 5; i++) {
                clients.add(client());
            }
            return clients.getLast().isEndedByPeer();
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void assertRefusal(Received answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        JsonObject error = new JsonObject(answer.body()).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("request_id")).isEqualTo(answer.header("x-request-id"));
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    private Received send(String request) throws IOException {
        try (RawClient client = client()) {
            client.send(request);
            return client.receive();
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(gateway.getPort());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
