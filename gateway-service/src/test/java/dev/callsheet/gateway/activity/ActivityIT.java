package dev.callsheet.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import dev.callsheet.platform.test.infrastructure.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request log from outside. Quarkus and the stubs set the fields. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(
        value = StubFleet.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "quarkus.log.category.\"dev.callsheet\".level", value = "DEBUG"))
class ActivityIT {

    private static final Formatter FORMAT = new PatternFormatter("%s%e");

    private static final String PATH = "GET /api/v1/activity/requests";

    @AtGateway
    URI gateway;

    IdentityStub identity;

    @AfterEach
    void behaveAgain() {
        identity.scopes = IdentityStub.SCOPES;
        await().until(() -> send(RawClient.request(PATH)).status() == 200);
    }

    @Test
    void showsWhatWasAskedAndWhatCameOfIt() throws IOException {
        // Given
        String id = id();

        // When
        send(RawClient.request(
                "GET /api/v1/jobs/7?page=2&token=s3cr3t",
                "X-Request-ID: " + id,
                "User-Agent: tour-app/2",
                "X-API-Version: 2026-11-01",
                "X-Idempotency-Key: k"));

        // Then
        JsonObject entry = only("request_id=" + id);
        JsonObject attributes = entry.getJsonObject("attributes");
        assertThat(entry.getString("type")).isEqualTo("request");
        assertThat(attributes.getString("method")).isEqualTo("GET");
        assertThat(attributes.getString("route")).isEqualTo("/jobs/{id}");
        assertThat(attributes.getString("path")).isEqualTo("/api/v1/jobs/7?page=2&token=[redacted]");
        assertThat(attributes.getInteger("status_code")).isEqualTo(200);
        assertThat(attributes.getInteger("response_time_ms")).isNotNegative();
        assertThat(attributes.getLong("response_bytes")).isPositive();
        assertThat(attributes.getString("credential_id")).isEqualTo(IdentityStub.KEY_ID.toString());
        assertThat(attributes.getString("credential_type")).isEqualTo("api_key");
        assertThat(attributes.getString("key_prefix")).isEqualTo(IdentityStub.KEY.substring(0, 16));
        assertThat(attributes.getString("ip_address")).isEqualTo("127.0.0.1");
        assertThat(attributes.getString("user_agent")).isEqualTo("tour-app/2");
        assertThat(attributes.getString("api_version")).isEqualTo("2026-11-01");
        assertThat(attributes.getBoolean("has_idempotency_key")).isTrue();
        assertThat(attributes.getValue("error_code")).isNull();
    }

    @Test
    void answersOfItsOwnHaveEachHeaderOnce() throws IOException {
        // When
        Received answer = send(RawClient.request(PATH, "X-Request-ID: " + id()));

        // Then
        assertThat(answer.headers())
                .extracting(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .contains("x-request-id")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/jobs/7, X-Fault: refusal, 422, LABOR_LAW_VIOLATION",
        "GET /api/v1/nothing, X-None: 1, 404, NOT_FOUND",
        "GET /api/v1/crew/7, X-None: 1, 503, SERVICE_UNAVAILABLE",
        "GET /api/v1/jobs/7, X-Fault: silent, 504, UPSTREAM_TIMEOUT",
        "GET /api/v1/activity/requests?nonsense=1, X-None: 1, 400, VALIDATION_ERROR",
        "GET /api/v1/activity/requests?nonsense=1, Accept: application/problem+json, 400, VALIDATION_ERROR",
    })
    void knowsTheCodeOfARefusalWhoeverRefused(String line, String header, int status, String code) throws IOException {
        // Given
        String id = id();

        // When
        send(RawClient.request(line, header, "X-Request-ID: " + id));

        // Then
        if (line.contains("nothing")) {
            await().untilAsserted(() ->
                    assertThat(rows("status_code || ' ' || error_code", id)).containsExactly(status + " " + code));
        } else {
            JsonObject attributes = only("request_id=" + id).getJsonObject("attributes");
            assertThat(attributes.getInteger("status_code")).isEqualTo(status);
            assertThat(attributes.getString("error_code")).isEqualTo(code);
        }
    }

    @Test
    void keepsWhatWasRefusedBeforeAnybodyWasKnownForTheOperators() throws IOException {
        // Given
        String id = id();

        // When
        Received answer = send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + IdentityStub.UNKNOWN_KEY + "\r\nX-Request-ID: " + id + "\r\n\r\n");

        // Then
        assertThat(answer.status()).isEqualTo(401);
        await().untilAsserted(() -> assertThat(rows(
                        "status_code || ' ' || error_code || ' ' || key_prefix || coalesce(organization_id::text, '')",
                        id))
                .containsExactly("401 UNAUTHORIZED " + IdentityStub.UNKNOWN_KEY.substring(0, 16)));
        assertThat(list("request_id=" + id)).isEmpty();
    }

    @Test
    void keepsWhatWasNoRequest() throws IOException, SQLException {
        // Given
        int before = count("error_code = 'HEADERS_TOO_LARGE'");

        // When
        send(RawClient.request("GET /api/v1/jobs/7", "X-Long: " + "a".repeat(1 << 20)));

        // Then
        await().untilAsserted(() ->
                assertThat(count("error_code = 'HEADERS_TOO_LARGE'")).isEqualTo(before + 1));
    }

    @Test
    void knowsAClientThatWentAway() throws IOException {
        // Given
        String id = id();

        // When
        try (RawClient client = new RawClient(gateway.getPort())) {
            client.send(RawClient.request("GET /api/v1/jobs/" + id, "X-Fault: silent", "X-Request-ID: " + id));
            await().pollDelay(java.time.Duration.ofMillis(200)).until(() -> true);
        }

        // Then
        assertThat(only("request_id=" + id).getJsonObject("attributes").getInteger("status_code"))
                .isEqualTo(499);
    }

    @Test
    void showsOnlyTheCallersOrganization() throws IOException, SQLException {
        // Given
        String id = id();
        send(RawClient.request("GET /api/v1/jobs/7", "X-Request-ID: " + id));
        only("request_id=" + id);
        execute(
                "insert into gateway.api_request_log (created_at, organization_id, request_id, method, path, status_code,"
                        + " response_time_ms, request_bytes, response_bytes, has_idempotency_key) values (now(), '"
                        + UUID.randomUUID() + "', '" + id + "', 'GET', '/', 200, 1, 0, 0, false)");

        // When
        List<JsonObject> seen = list("request_id=" + id);

        // Then
        assertThat(seen).hasSize(1);
    }

    @Test
    void filtersAndPages() throws IOException {
        // Given
        Instant start = Instant.now();
        String mark = id();
        for (int i = 0; i < 5; i++) {
            send(RawClient.request("GET /api/v1/jobs/" + mark));
        }
        send(RawClient.request("POST /api/v1/jobs/" + mark, "X-Fault: status", "X-Status: 409", "Content-Length: 0"));
        String path = "path=/api/v1/jobs/" + mark;
        await().until(() -> list(path).size() == 6);

        // When
        JsonObject first = body(send(RawClient.request(PATH + "?" + path + "&limit=4")));
        JsonObject second = body(
                send(RawClient.request("GET " + first.getJsonObject("links").getString("next"))));

        // Then
        assertThat(first.getJsonArray("data")).hasSize(4);
        assertThat(second.getJsonArray("data")).hasSize(2);
        assertThat(list(path + "&status_code=409")).hasSize(1);
        assertThat(list(path + "&method=GET")).hasSize(5);
        assertThat(list(path + "&filter[status_code.gte]=400")).hasSize(1);
        assertThat(list(path + "&route=/jobs/%7Bid%7D")).hasSize(6);
        assertThat(list(path + "&credential_id=" + IdentityStub.KEY_ID)).hasSize(6);
        assertThat(list(path + "&user_id=" + UUID.randomUUID())).isEmpty();
        assertThat(list(path + "&from=" + start)).hasSize(6);
        assertThat(list(path + "&to=" + start)).isEmpty();
        assertThat(list(path + "&filter[created_at.gte]=" + start)).hasSize(6);
        assertThat(list(path + "&min_response_time_ms=100000")).isEmpty();
        assertThat(list(path + "&ip_address=127.0.0.1")).hasSize(6);
        assertThat(list("filter[path.contains]=" + mark + "&route=/jobs/%7Bid%7D&fields=path"))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense=1", "filter[body]=x", "sort=path", "status_code=abc", "page=0", "credential_id=x"})
    void refusesAQueryThatItDoesNotKnow(String query) throws IOException {
        // When
        Received answer = send(RawClient.request(PATH + "?" + query));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(body(answer).getJsonObject("error").getString("code")).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void needsItsScope() throws IOException {
        // Given
        identity.scopes = Set.of("jobs:read");
        await().until(() -> send(RawClient.request(PATH)).status() == 403);

        // When
        Received answer = send(RawClient.request(PATH));

        // Then
        assertThat(body(answer).getJsonObject("error").getString("code")).isEqualTo("SCOPE_REQUIRED");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void needsACredentialOfTheEdge() throws IOException {
        // When
        String line = "GET /api/v1/activity/requests HTTP/1.1\r\nHost: a";
        Received none = send(line + "\r\n\r\n");
        Received forged = send(line + "\r\nX-Callsheet-Principal: eyJhbGciOiJub25lIn0.e30.\r\n\r\n");

        // Then
        assertThat(none.status()).isEqualTo(401);
        assertThat(forged.status()).isEqualTo(401);
    }

    @Test
    void isOnlyRead() throws IOException {
        // When
        Received answer = send(RawClient.request("DELETE /api/v1/activity/requests"));

        // Then
        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void keepsNoSecretInItsRowsNorInTheLogOfTheProcess() throws IOException, SQLException {
        // Given
        String secret = "s3cr3tAbCdEf" + UUID.randomUUID().toString().substring(0, 8);
        String token = "eyJhbGciOiJSUzI1NiJ9." + secret + ".c2ln";
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = collecting(lines);
        Logger.getLogger("").addHandler(handler);
        String last = id();

        // When
        try {
            send(RawClient.request(
                    "GET /api/v1/jobs/7?token=" + secret + "&password=" + secret + "&%74oken=" + secret));
            send(RawClient.request("GET /api/v1/jobs/" + token));
            send(RawClient.request("GET /api/v1/nothing/sp_live_" + secret));
            send(RawClient.request("GET /api/v1/jobs/7", "User-Agent: app/" + token, "Cookie: session=" + secret));
            send(RawClient.request("GET /api/v1/jobs/7", "X-Request-ID: sp_live_" + secret));
            send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + secret + "\r\n\r\n");
            send("GET /api/v1/jobs/7 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sp_live_" + secret + "\r\n\r\n");
            String login = "{\"email\":\"a@b.example\",\"password\":\"" + secret + "\"}";
            send("POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: " + login.length() + "\r\n\r\n"
                    + login);
            send(RawClient.request("GET /api/v1/jobs/7", "X-Request-ID: " + last));
            only("request_id=" + last);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }

        // Then
        String rows = String.join("\n", column("select row_to_json(log)::text from gateway.api_request_log log"));
        assertThat(rows).contains(last).doesNotContain(secret).doesNotContain(IdentityStub.KEY);
        assertThat(String.join("\n", lines))
                .contains(last)
                .doesNotContain(secret)
                .doesNotContain(IdentityStub.KEY);
    }

    private static Handler collecting(Queue<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(FORMAT.format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private JsonObject only(String query) {
        await().until(() -> !list(query).isEmpty());
        List<JsonObject> found = new ArrayList<>();
        try {
            found.addAll(list(query));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<JsonObject> list(String query) throws IOException {
        Received answer = send(RawClient.request(PATH + "?" + query));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonArray data = body(answer).getJsonArray("data");
        return data.stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject body(Received answer) {
        return new JsonObject(answer.body());
    }

    private Received send(String request) throws IOException {
        try (RawClient client = new RawClient(gateway.getPort())) {
            client.send(request);
            return client.receive();
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static List<String> rows(String column, String requestId) throws SQLException {
        return column("select " + column + " from gateway.api_request_log where request_id = '" + requestId + "'");
    }

    private static int count(String condition) throws SQLException {
        return column("select id from gateway.api_request_log where " + condition)
                .size();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
