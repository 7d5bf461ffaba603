package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.MisbehavingService;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import dev.callsheet.platform.web.security.InternalTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quarkus and the stubs set the fields. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class GatewayIT {

    private static final int LIMIT = 10 * 1024 * 1024;

    @AtGateway
    URI gateway;

    @AtGateway(tls = true)
    URI tls;

    MisbehavingService service;

    IdentityStub identity;

    /** As a service reads them. */
    @Inject
    InternalTokens tokens;

    @AfterEach
    void behaveAgain() {
        identity.down = false;
        identity.revoked = false;
        identity.allowedAddresses = Set.of();
        identity.allowedOrigins = Set.of();
        await().until(() ->
                send(RawClient.request("GET /api/v1/jobs/recovered")).status() == 200);
    }

    @Test
    void forwardsWithATokenAndWithoutTheCredential() throws IOException {
        // When
        Received answer = send(RawClient.request(
                "GET /api/v1/jobs/7?filter%5Bstatus%5D=a&x=1",
                "X-Callsheet-Principal: forged",
                "X-callsheet-anything: 1",
                "Cookie: session=1",
                "X-Organization-ID: " + IdentityStub.ORGANIZATION,
                "X-Request-ID: my-own.id_1",
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-Proto: https",
                "X-Event-ID: e1"));

        // Then
        JsonObject seen = new JsonObject(answer.body());
        JsonObject headers = seen.getJsonObject("headers");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-request-id")).isEqualTo("my-own.id_1");
        assertThat(seen.getString("uri")).isEqualTo("/api/v1/jobs/7?filter%5Bstatus%5D=a&x=1");
        assertThat(headers.fieldNames())
                .doesNotContain("authorization", "cookie", "x-callsheet-anything", "x-organization-id");
        assertThat(headers.getJsonArray("x-callsheet-principal")).hasSize(1);
        assertThat(tokens.verify(headers.getJsonArray("x-callsheet-principal").getString(0))
                        .principal()
                        .organizationId())
                .isEqualTo(IdentityStub.ORGANIZATION);
        assertThat(headers.getJsonArray("x-request-id")).isEqualTo(JsonArray.of("my-own.id_1"));
        assertThat(headers.getJsonArray("x-forwarded-for")).isEqualTo(JsonArray.of("127.0.0.1"));
        assertThat(headers.getJsonArray("x-forwarded-proto")).isEqualTo(JsonArray.of("http"));
        assertThat(headers.getJsonArray("x-forwarded-host")).isEqualTo(JsonArray.of("api.example.com"));
        assertThat(headers.getJsonArray("x-event-id")).isEqualTo(JsonArray.of("e1"));
    }

    @Test
    void keepsHeadersOfOneConnectionOnIt() throws IOException {
        // When
        Received echoed = send(RawClient.request(
                "GET /api/v1/jobs/7", "Connection: X-Hop, X-Request-ID", "X-Hop: 1", "Keep-Alive: 5", "TE: trailers"));
        Received answered = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: hop"));

        // Then
        assertThat(new JsonObject(echoed.body()).getJsonObject("headers").fieldNames())
                .doesNotContain("x-hop", "keep-alive", "te", "connection")
                .contains("x-request-id");
        for (String dropped :
                Set.of("x-hop", "keep-alive", "connection", "proxy-authenticate", "x-callsheet-secret", "server")) {
            assertThat(answered.header(dropped)).as(dropped).isNull();
        }
        assertThat(answered.header("x-kept")).isEqualTo("1");
        assertThat(answered.header("x-request-id")).startsWith("req_");
    }

    @ParameterizedTest
    @CsvSource({"a b", "'', ", "<script>", "éa"})
    void givesAnIdToARequestWithoutASaneOne(String sent) throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Request-ID: " + sent));

        // Then
        assertThat(answer.header("x-request-id")).startsWith("req_");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer sp_live_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr2G33CZ, 401, UNAUTHORIZED",
        "Bearer sp_test_abcdefghijklmnopqrstuvwxyz311N2e, 401, TOKEN_EXPIRED",
        "Bearer sp_live_abcdefghijklmnopqrstuvwxyz405Y5K, 401, UNAUTHORIZED",
        "Bearer eyJh.eyJz.c2ln, 401, UNAUTHORIZED",
        "Basic dXNlcjpwYXNz, 401, UNAUTHORIZED",
    })
    void refusesCredentials(String authorization, int status, String code) throws IOException {
        // When
        Received answer =
                send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: " + authorization + "\r\n\r\n");

        // Then
        assertRefusal(answer, status, code);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void tellsIdentityHowKeysAreUsed() throws IOException {
        // Given
        long before = requestsReported();

        // When
        for (int i = 0; i < 3; i++) {
            send(RawClient.request("GET /api/v1/jobs/7"));
        }

        // Then
        await().untilAsserted(() -> assertThat(requestsReported()).isGreaterThanOrEqualTo(before + 3));
        JsonObject use = identity.usageReports.getLast().getJsonArray("keys").getJsonObject(0);
        assertThat(use.getString("key_id")).isEqualTo(IdentityStub.KEY_ID.toString());
        assertThat(use.getString("last_used_ip")).isEqualTo("127.0.0.1");
    }

    private long requestsReported() {
        return identity.usageReports.stream()
                .flatMap(report -> report.getJsonArray("keys").stream())
                .mapToLong(use -> ((JsonObject) use).getLong("requests"))
                .sum();
    }

    @Test
    void refusesARequestWithoutACredential() throws IOException {
        // When
        Received answer = send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\n\r\n");

        // Then
        assertRefusal(answer, 401, "UNAUTHORIZED");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void doesNotAskIdentityAboutGarbage() throws IOException {
        // Given
        int before = identity.asked.get();

        // When
        send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sp_live_x\r\n\r\n");

        // Then
        assertThat(identity.asked.get()).isEqualTo(before);
    }

    @Test
    void refusesAForeignOrganization() throws IOException {
        // When
        Received foreign = send(RawClient.request("GET /api/v1/jobs/7", "X-Organization-ID: " + UUID.randomUUID()));
        Received malformed = send(RawClient.request("GET /api/v1/jobs/7", "X-Organization-ID: acme"));

        // Then
        assertRefusal(foreign, 403, "FORBIDDEN");
        assertRefusal(malformed, 403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 200", "127.0.0.0/8, 200", "203.0.113.0/24, 403", "::1, 403", "::ffff:127.0.0.1, 200"})
    void holdsACredentialToItsAddresses(String allowed, int status) {
        // Given
        identity.allowedAddresses = Set.of(allowed);

        // When
        await().untilAsserted(
                        () -> assertThat(send(RawClient.request("GET /api/v1/jobs/7", "X-Forwarded-For: 203.0.113.7"))
                                        .status())
                                .isEqualTo(status));

        // Then
        assertThat(identity.allowedAddresses).isNotEmpty();
    }

    @Test
    void doesNotSayFromWhereACredentialMayBeUsed() throws IOException {
        // Given
        identity.allowedAddresses = Set.of("203.0.113.0/24");
        await().until(() -> send(RawClient.request("GET /api/v1/jobs/7")).status() == 403);

        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7"));

        // Then
        assertRefusal(answer, 403, "FORBIDDEN");
        assertThat(answer.body()).contains("127.0.0.1").doesNotContain("203.0.113");
    }

    @Test
    void holdsACredentialToItsOrigins() throws IOException {
        // Given
        identity.allowedOrigins = Set.of("https://app.example.com");
        await().until(() -> send(RawClient.request("GET /api/v1/jobs/7")).status() == 403);

        // When
        Received allowed = send(RawClient.request("GET /api/v1/jobs/7", "Origin: https://app.example.com"));
        Received other = send(RawClient.request("GET /api/v1/jobs/7", "Origin: https://evil.example"));
        Received odd = send(RawClient.request("GET /api/v1/jobs/7", "Origin: <script>"));

        // Then
        assertThat(allowed.status()).isEqualTo(200);
        assertRefusal(other, 403, "FORBIDDEN");
        assertThat(other.body()).contains("https://evil.example").doesNotContain("app.example.com");
        assertThat(odd.body()).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list-chunked"})
    void compressesForAClientThatAcceptsIt(String fault) throws IOException {
        // When
        Received answer =
                send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: " + fault, "Accept-Encoding: br, gzip"));

        // Then
        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        assertThat(answer.header("content-length")).isNull();
        assertThat(answer.headers("vary")).contains("accept-encoding");
        assertThat(answer.body()).isEqualTo(MisbehavingService.LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Encoding: identity", "Accept-Encoding: gzip;q=0", "X-None: 1"})
    void compressesForNobodyElse(String header) throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: list", header));

        // Then
        assertThat(answer.header("content-encoding")).isNull();
        assertThat(answer.header("etag")).isEqualTo("\"7.3fa9\"");
        assertThat(answer.headers("vary")).contains("accept-encoding");
        assertThat(answer.body()).isEqualTo(MisbehavingService.LIST);
    }

    @Test
    void weakensTheTagOfWhatItCompresses() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: list", "Accept-Encoding: gzip"));
        Received echoed = send(RawClient.request("GET /api/v1/jobs/7", "If-None-Match: " + answer.header("etag")));

        // Then
        assertThat(answer.header("etag")).isEqualTo("W/\"7.3fa9\"");
        assertThat(new JsonObject(echoed.body()).getJsonObject("headers").getJsonArray("if-none-match"))
                .isEqualTo(JsonArray.of("W/\"7.3fa9\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/api-keys", "/api/v1/auth/me"})
    void doesNotCompressWhatHoldsCredentials(String path) throws IOException {
        // When
        Received answer = send(RawClient.request("GET " + path, "X-Large: 1", "Accept-Encoding: gzip"));

        // Then
        assertThat(answer.header("content-encoding")).isNull();
        assertThat(answer.body()).hasSizeGreaterThan(2_000);
    }

    @Test
    void leavesSmallAnswersAsTheyAre() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: refusal", "Accept-Encoding: gzip"));

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-encoding")).isNull();
    }

    @Test
    void refusesACompressedBody() throws IOException {
        // When
        Received answer = send(
                RawClient.request("POST /api/v1/jobs/" + id(), "Content-Encoding: gzip", "Content-Length: 3") + "abc");

        // Then
        assertRefusal(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.body()).contains("gzip");
    }

    @Test
    void asksForNoCredentialOnAnOpenPath() throws IOException {
        // When
        Received answer = send("POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer whatever\r\n"
                + "X-Callsheet-Principal: forged\r\nX-Callsheet-Sender: forged\r\nContent-Length: 2\r\n\r\n{}");

        // Then
        JsonObject seen = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen.getString("authorization")).isNull();
        assertThat(seen.getString("principal")).isNull();
        assertThat(seen.getInteger("body_size")).isEqualTo(2);
        assertThat(tokens.senderOf(seen.getString("sender"))).isEqualTo("service-under-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/jobs/",
                "/api/v2/jobs",
                "/internal/v1/principals",
                "/api/v1/internal/v1/principals",
                "/q/health",
                "/q/openapi",
                "/jobs",
            })
    void knowsNoOtherPath(String path) throws IOException {
        // When
        Received answer = send(RawClient.request("GET " + path));

        // Then
        assertRefusal(answer, 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs/..%2f..%2finternal/v1/principals",
                "/api/v1/jobs/../../../internal/v1/principals",
                "/api/v1//jobs",
                "//api/v1/jobs",
                "/api/v1/jobs/%2e%2e",
                "/api/v1/jobs;x=1",
                "/api/v1/jobs%00",
                "/api/v1/jobs%",
                "/api/v1/./jobs",
                "/api/v1/jobs\\7",
            })
    void refusesAnAmbiguousPath(String path) throws IOException {
        // Given
        int before = total();

        // When
        Received answer = send(RawClient.request("GET " + path));

        // Then
        assertRefusal(answer, 400, "VALIDATION_ERROR");
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void answersAProblemDocumentToThoseWhoAskForOne() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/nothing", "Accept: application/problem+json"));

        // Then
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(404);
    }

    @Test
    void leavesAWrongMethodToTheService() throws IOException {
        // When
        Received answer = send(RawClient.request("PATCH /api/v1/jobs"));

        // Then
        assertThat(new JsonObject(answer.body()).getString("method")).isEqualTo("PATCH");
    }

    @Test
    void refusesLargeHeadersInTheProductsFormat() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Long: " + "a".repeat(20_000)));

        // Then
        assertRefusal(answer, 431, "HEADERS_TOO_LARGE");
    }

    @Test
    void refusesEnormousHeadersWithoutReadingThem() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Long: " + "a".repeat(200_000)));

        // Then
        assertThat(answer.status()).isEqualTo(431);
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send(RawClient.request("POST /api/v1/jobs/" + id, "Content-Length: " + (LIMIT + 1)));

        // Then
        assertRefusal(answer, 413, "PAYLOAD_TOO_LARGE");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(service.timesAsked(id)).isZero();
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws IOException {
        // Given
        String id = id();
        byte[] chunk = chunk(1024 * 1024);

        // When
        Received answer;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id, "Transfer-Encoding: chunked"));
            for (int i = 0; i < 11; i++) {
                client.send(chunk);
            }
            answer = client.receive();
        }

        // Then
        assertRefusal(answer, 413, "PAYLOAD_TOO_LARGE");
        await().untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void forwardsABodyOfExactlyTheLimit() throws IOException {
        // When
        Received answer;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id(), "Content-Length: " + LIMIT));
            client.send(new byte[LIMIT]);
            answer = client.receive();
        }

        // Then
        assertThat(new JsonObject(answer.body()).getInteger("body_size")).isEqualTo(LIMIT);
    }

    @Test
    void invitesTheBodyOfAClientThatWaitsToBeAsked() throws IOException {
        // When
        Received invitation;
        Received answer;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id(), "Expect: 100-continue", "Content-Length: 3"));
            invitation = client.receive();
            client.send("abc");
            answer = client.receive();
        }

        // Then
        JsonObject seen = new JsonObject(answer.body());
        assertThat(invitation.status()).isEqualTo(100);
        assertThat(seen.getInteger("body_size")).isEqualTo(3);
        assertThat(seen.getJsonObject("headers").fieldNames()).doesNotContain("expect");
    }

    @Test
    void doesNotInviteABodyThatItRefuses() throws IOException {
        // When
        Received answer = send(RawClient.request(
                "POST /api/v1/jobs/" + id(), "Expect: 100-continue", "Content-Length: " + (LIMIT + 1)));

        // Then
        assertRefusal(answer, 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void takesTheNextRequestOfAConnectionAfterARefusalWithoutABody() throws IOException {
        // When
        Received first;
        Received second;
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/nothing"));
            first = client.receive();
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            second = client.receive();
        }

        // Then
        assertThat(first.status()).isEqualTo(404);
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void neverTakesTheBodyOfARefusedRequestForTheNextOne() throws IOException {
        // Given
        String id = id();

        // When
        Received first;
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/nothing", "Content-Length: 1000")
                    + RawClient.request("GET /api/v1/jobs/" + id));
            first = client.receive();
            closed = client.isClosedByPeer();
        }

        // Then
        assertThat(first.status()).isEqualTo(404);
        assertThat(closed).isTrue();
        assertThat(service.timesAsked(id)).isZero();
    }

    @Test
    void answersAServiceThatIsNotThereWithUnavailableAndLeavesOthersAlone() throws IOException {
        // When
        Received crew = send(RawClient.request("GET /api/v1/crew/7"));
        Received jobs = send(RawClient.request("GET /api/v1/jobs/7"));

        // Then
        assertRefusal(crew, 503, "SERVICE_UNAVAILABLE");
        assertThat(crew.header("retry-after")).isEqualTo("2");
        assertThat(jobs.status()).isEqualTo(200);
    }

    @Test
    void givesUpOnASilentService() throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/" + id, "X-Fault: silent"));

        // Then
        assertRefusal(answer, 504, "UPSTREAM_TIMEOUT");
        await().untilAsserted(() -> assertThat(service.abandoned).contains(id));
        assertThat(service.timesAsked(id)).isEqualTo(1);
    }

    @Test
    void waitsForASlowService() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: slow"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut-length", "cut-chunked", "stall"})
    void letsTheClientSeeThatAnAnswerIsNotWhole(String fault) throws IOException {
        // When
        Received answer;
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: " + fault));
            answer = client.receive();
            closed = client.isClosedByPeer();
        }

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"half\":");
        assertThat(answer.whole()).isFalse();
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersWhatIsAskedAheadInItsOrder(boolean secure) throws IOException {
        // Given
        int ahead = 600;
        String id = id();
        StringBuilder requests = new StringBuilder(RawClient.request("GET /api/v1/jobs/0?x=0", "X-Fault: slow"));
        for (int i = 1; i < ahead; i++) {
            requests.append(
                    i % 2 == 0
                            ? RawClient.request("GET /api/v1/jobs/" + id + "?x=" + i)
                            : RawClient.request("PUT /api/v1/jobs/" + id + "?x=" + i, "Content-Length: 4") + "body");
        }

        // When
        List<Integer> answered = new ArrayList<>();
        try (RawClient client = secure ? RawClient.overTls(tls.getPort()) : client()) {
            client.send(requests.substring(0, requests.length() - 2));
            for (int i = 0; i < ahead; i++) {
                if (i == ahead - 1) {
                    client.send(requests.substring(requests.length() - 2));
                }
                String uri = new JsonObject(client.receive().body()).getString("uri");
                answered.add(Integer.valueOf(uri.substring(uri.indexOf("?x=") + 3)));
            }
        }

        // Then
        assertThat(answered).isEqualTo(IntStream.range(0, ahead).boxed().toList());
        assertThat(service.timesAsked(id)).isEqualTo(ahead - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "Connection: keep-alive"})
    void resetsAnOldClientsConnectionWhoseEndWouldBeThatOfTheAnswer(String connection) throws IOException {
        try (RawClient client = client()) {
            // When
            client.send(RawClient.oldRequest("GET /api/v1/jobs/7", "X-Fault: cut-chunked", connection));

            // Then
            assertThatThrownBy(client::receiveToTheEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Encoding: identity", "Accept-Encoding: gzip"})
    void endsAnOldClientsConnectionWithAnAnswerWithoutALength(String encoding) throws IOException {
        // When
        String answer;
        try (RawClient client = client()) {
            client.send(RawClient.oldRequest(
                    "GET /api/v1/jobs/7", "X-Fault: list-chunked", "Connection: keep-alive", encoding));
            answer = client.receiveToTheEnd();
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.0 200 ").containsIgnoringCase("\r\nConnection: close\r\n");
        if (!encoding.endsWith("gzip")) {
            assertThat(answer).endsWith("\r\n\r\n" + MisbehavingService.LIST);
        }
    }

    @Test
    void doesNotResetAnOldClientThatIsStillSendingBeforeItCanReadItsAnswer() throws IOException {
        // When
        String answer;
        try (RawClient client = client()) {
            client.send(
                    RawClient.oldRequest("POST /api/v1/jobs/7", "X-Fault: early-chunked", "Content-Length: 5000000"));
            client.send(new byte[200_000]);
            answer = client.receiveToTheEnd();
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.0 403 ").endsWith("\r\n\r\n{\"early\":true}");
    }

    @Test
    void keepsAnOldClientsConnectionWhereTheAnswerHasALength() throws IOException {
        // When
        Received first;
        Received second;
        try (RawClient client = client()) {
            client.send(RawClient.oldRequest("GET /api/v1/jobs/7", "X-Fault: list", "Connection: keep-alive"));
            first = client.receive();
            client.send(RawClient.oldRequest("GET /api/v1/jobs/7", "X-Fault: list"));
            second = client.receive();
        }

        // Then
        assertThat(first.header("connection")).isEqualTo("keep-alive");
        assertThat(first.body()).isEqualTo(MisbehavingService.LIST);
        assertThat(second.body()).isEqualTo(MisbehavingService.LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void asksAgainWhenAConnectionHadDied(String method) throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send(RawClient.request(method + " /api/v1/jobs/" + id, "X-Fault: reset-once"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.timesAsked(id)).isEqualTo(2);
    }

    @Test
    void asksAgainOnlyOnce() throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/" + id, "X-Fault: reset"));

        // Then
        assertRefusal(answer, 503, "SERVICE_UNAVAILABLE");
        assertThat(service.timesAsked(id)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void neverRepeatsWhatMayHaveHappened(String method) throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send(RawClient.request(method + " /api/v1/jobs/" + id, "X-Fault: reset-once"));

        // Then
        assertRefusal(answer, 503, "SERVICE_UNAVAILABLE");
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(service.timesAsked(id)).isEqualTo(1);
    }

    @Test
    void cancelsUpstreamWhenTheClientGoesAway() throws IOException {
        // Given
        String id = id();

        // When
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/" + id, "X-Fault: silent"));
            await().until(() -> service.timesAsked(id) == 1);
        }

        // Then
        await().atMost(Duration.ofMillis(700))
                .untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void cancelsUpstreamWhenTheClientGoesAwayInTheMiddleOfItsNextRequest() throws IOException {
        // Given
        String id = id();
        String next = RawClient.request("POST /api/v1/jobs/" + id(), "Content-Length: 10") + "half";

        // When
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/" + id, "X-Fault: silent") + next);
            await().until(() -> service.timesAsked(id) == 1);
        }

        // Then
        await().untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void cancelsUpstreamWhenTheClientGoesAwayWhileSending() throws IOException {
        // Given
        String id = id();

        // When
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id, "Content-Length: 100") + "abc");
            await().until(() -> service.timesAsked(id) == 1);
        }

        // Then
        await().atMost(Duration.ofMillis(700))
                .untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void endsAnExchangeWhoseClientStopsSending() throws IOException {
        // Given
        String id = id();

        // When
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/" + id, "Content-Length: 100") + "abc");
            closed = client.isClosedByPeer();
        }

        // Then
        assertThat(closed).isTrue();
        await().untilAsserted(() -> assertThat(service.abandoned).contains(id));
    }

    @Test
    void cutsAClientThatReadsNoMoreOfAnAnswer() throws IOException {
        try (RawClient client = client()) {
            // When
            client.send(RawClient.request("GET /api/v1/jobs/" + id(), "X-Fault: huge"));

            // Then
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> client.send("G")).isInstanceOf(SocketException.class));
        }
    }

    @Test
    void readsNoFasterThanItsClient() throws IOException {
        // Given
        long before = service.written.get();

        // When
        try (RawClient client = client()) {
            client.send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: huge"));
            await().until(() -> service.written.get() > before);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        }

        // Then
        assertThat(service.written.get() - before).isLessThan(MisbehavingService.HUGE / 2);
    }

    @Test
    void passesAHugeAnswerOnWhole() throws IOException {
        // When
        Received answer = send(RawClient.request("GET /api/v1/jobs/7", "X-Fault: huge"));

        // Then
        assertThat(answer.whole()).isTrue();
        assertThat(answer.body()).hasSize((int) MisbehavingService.HUGE);
    }

    @Test
    void sendsNoFasterThanTheServiceReads() throws IOException {
        // When
        Received answer;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/7", "X-Fault: deaf", "Content-Length: " + LIMIT));
            Thread sender = Thread.ofVirtual().start(() -> sendQuietly(client, new byte[LIMIT]));
            answer = client.receive();
            sender.interrupt();
        }

        // Then
        assertRefusal(answer, 504, "UPSTREAM_TIMEOUT");
    }

    @Test
    void answersBeforeTheBodyWasRead() throws IOException {
        // When
        Received answer;
        boolean closed;
        try (RawClient client = client()) {
            client.send(RawClient.request("POST /api/v1/jobs/7", "X-Fault: early", "Content-Length: 1000") + "abc");
            answer = client.receive();
            closed = client.isClosedByPeer();
        }

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET, 204", "GET, 304", "DELETE, 204"})
    void passesAnswersWithoutABody(String method, int status) throws IOException {
        // When
        Received answer;
        Received next;
        try (RawClient client = client()) {
            client.send(RawClient.request(method + " /api/v1/jobs/7", "X-Fault: status", "X-Status: " + status));
            answer = client.receive();
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            next = client.receive();
        }

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("transfer-encoding")).isNull();
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithTheLengthAndWithoutTheBody() throws IOException {
        // When
        Received head;
        Received next;
        try (RawClient client = client()) {
            client.send(RawClient.request("HEAD /api/v1/jobs/7"));
            head = client.receive(true);
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            next = client.receive();
        }

        // Then
        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(Objects.requireNonNull(head.header("content-length"))))
                .isPositive();
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void refusesHeadWithoutABody() throws IOException {
        // When
        Received head;
        Received next;
        try (RawClient client = client()) {
            client.send(RawClient.request("HEAD /api/v1/nothing"));
            head = client.receive(true);
            client.send(RawClient.request("GET /api/v1/jobs/7"));
            next = client.receive();
        }

        // Then
        assertThat(head.status()).isEqualTo(404);
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void servesKnownCallersWhileIdentityIsDown() throws IOException {
        // Given
        send(RawClient.request("GET /api/v1/jobs/7"));
        identity.down = true;

        // When
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        Received known = send(RawClient.request("GET /api/v1/jobs/7"));
        Received unknown = send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + IdentityStub.UNKNOWN_KEY + "\r\n\r\n");

        // Then
        assertThat(known.status()).isEqualTo(200);
        assertRefusal(unknown, 503, "SERVICE_UNAVAILABLE");
        assertThat(unknown.header("retry-after")).isEqualTo("2");
    }

    @Test
    void tellsWhatItIs() throws IOException {
        for (String path : Set.of("/", "/api/v1", "/api/v1/")) {
            // When
            Received answer = send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

            // Then
            JsonObject info = new JsonObject(answer.body());
            assertThat(info.getString("name")).isEqualTo("Callsheet API");
            assertThat(info.getJsonObject("endpoints").getString("jobs")).isEqualTo("/api/v1/jobs");
        }
    }

    @Test
    void tellsHowTheFleetIs() throws IOException {
        // When
        Received answer = send("GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n");

        // Then
        JsonObject report = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(report.getString("status")).isEqualTo("degraded");
        assertThat(report.getJsonObject("services").getString("crew")).isEqualTo("unhealthy");
        assertThat(report.fieldNames()).contains("version", "timestamp");
        assertRefusal(send("POST /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n"), 405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/jobs/7, 'private, no-cache'",
        "HEAD /api/v1/jobs/7, 'private, no-cache'",
        "POST /api/v1/jobs/7, no-store",
        "GET /api/v1/nothing, no-store",
        "GET /api/v1/jobs/%2f, no-store",
        "GET /api/v1/auth/me, no-store",
        "GET /api/v1/api-keys, no-store",
        "GET /api/v1/health, no-cache",
    })
    void saysOfEveryAnswerHowItMayBeUsed(String line, String cacheControl) throws IOException {
        // When
        Received answer;
        try (RawClient client = client()) {
            client.send(RawClient.request(line));
            answer = client.receive(line.startsWith("HEAD"));
        }

        // Then
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("content-security-policy")).startsWith("default-src 'none'");
        assertThat(answer.header("cache-control")).isEqualTo(cacheControl);
        assertThat(answer.header("server")).isNull();
        assertThat(answer.header("strict-transport-security")).isNull();
    }

    private static void assertRefusal(Received answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getBoolean("success")).isFalse();
        assertThat(body.getJsonObject("error").getString("code")).isEqualTo(code);
        assertThat(body.getJsonObject("error").getString("request_id")).isEqualTo(answer.header("x-request-id"));
        assertThat(answer.header("content-type")).isEqualTo("application/json");
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

    private int total() {
        return service.requests.values().stream().mapToInt(count -> count.get()).sum();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static byte[] chunk(int size) {
        byte[] head = (Integer.toHexString(size) + "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] chunk = Arrays.copyOf(head, head.length + size + 2);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    private static void sendQuietly(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
