package dev.callsheet.system.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalIT {

    private final RunningFleet fleet = RunningFleet.shared();

    @Test
    void malformedJson() {
        expect(fleet.asAdmin().body("{\"title\": ").post(Jobs.PATH), 400, "INVALID_JSON");
    }

    @Test
    void wrongTypesAndUnknownFieldsAllAtOnce() {
        // When
        Response refused = fleet.asAdmin()
                .body("{\"title\": 7, \"colour\": \"red\", \"job_type\": \"party\"}")
                .post(Jobs.PATH);

        // Then
        expect(refused, 400, "VALIDATION_ERROR");
        refused.then().body("error.details.field", hasItems("title", "colour", "job_type", "start_time", "end_time"));
    }

    @Test
    void aBodyOfMoreThan10Megabytes() {
        expect(
                fleet.asAdmin()
                        .body("{\"notes\": \"" + "x".repeat(11 * 1024 * 1024) + "\"}")
                        .post(Jobs.PATH),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404, NOT_FOUND",
        "GET, /api/v2/jobs, 404, NOT_FOUND",
        "GET, /internal/v1/principals, 404, NOT_FOUND",
        "GET, /api/v1/jobs/42, 404, NOT_FOUND",
        "DELETE, /api/v1/jobs, 405, METHOD_NOT_ALLOWED",
    })
    void unknownPathsAndWrongMethods(String method, String path, int status, String code) {
        expect(fleet.asAdmin().request(method, path), status, code);
    }

    @Test
    void noCredential() {
        Response refused = fleet.anonymous().get(Jobs.PATH);
        expect(refused, 401, "UNAUTHORIZED");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "sp_live_00000000000000000000000000000000",
        "sp_live_short",
        "nonsense",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
    })
    void aKeyWithAWrongChecksumOrNoKeyAtAll(String credential) {
        expect(fleet.as(credential).get(Jobs.PATH), 401, "UNAUTHORIZED");
    }

    @Test
    void aRevokedKey() {
        // Given
        JsonPath key = createKey("{\"name\": \"Soon revoked\", \"scopes\": [\"jobs:read\"]}");
        String secret = key.getString("data.attributes.key");
        fleet.as(secret).get(Jobs.PATH).then().statusCode(200);

        // When
        fleet.asAdmin()
                .delete("/api/v1/api-keys/" + key.getString("data.id"))
                .then()
                .statusCode(204);

        // Then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> expect(fleet.as(secret).get(Jobs.PATH), 401, "UNAUTHORIZED"));
    }

    @Test
    void anExpiredKey() {
        // Given
        JsonPath key = createKey("{\"name\": \"Short-lived\", \"scopes\": [\"jobs:read\"], \"expires_at\": \"%s\"}"
                .formatted(Instant.now().plusSeconds(2)));

        // When / Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        expect(fleet.as(key.getString("data.attributes.key")).get(Jobs.PATH), 401, "TOKEN_EXPIRED"));
    }

    @Test
    void aKeyWithoutTheScope() {
        JsonPath key = createKey("{\"name\": \"Reader\", \"scopes\": [\"jobs:read\"]}");
        expect(
                fleet.as(key.getString("data.attributes.key"))
                        .body(Jobs.named("x"))
                        .post(Jobs.PATH),
                403,
                "SCOPE_REQUIRED");
    }

    @Test
    void anOrganizationThatTheCredentialDoesNotBelongTo() {
        expect(
                fleet.asAdmin()
                        .header("X-Organization-ID", UUID.randomUUID().toString())
                        .get(Jobs.PATH),
                403,
                "FORBIDDEN");
    }

    @Test
    void theSandboxHasDataOfItsOwn() {
        // Given
        String job = Jobs.create(fleet, "Live only");

        // When / Then
        expect(fleet.as(fleet.credentials().testKey()).get(Jobs.PATH + "/" + job), 404, "NOT_FOUND");
    }

    @Test
    void twoIdenticalIdempotentPostsAtOnceMakeOneJob() {
        // Given
        String key = UUID.randomUUID().toString();
        String title = "Once " + key;
        ConcurrentLinkedQueue<Response> answers = new ConcurrentLinkedQueue<>();

        // When
        List<Thread> clients = IntStream.range(0, 2)
                .mapToObj(i -> Thread.ofPlatform()
                        .start(() -> answers.add(fleet.asAdmin()
                                .header("X-Idempotency-Key", key)
                                .body(Jobs.named(title))
                                .post(Jobs.PATH))))
                .toList();
        clients.forEach(RefusalIT::join);

        // Then
        assertThat(answers).hasSize(2).extracting(Response::statusCode).containsOnly(201);
        assertThat(new HashSet<>(answers.stream().map(Response::asString).toList()))
                .hasSize(1);
        expect(
                fleet.asAdmin()
                        .header("X-Idempotency-Key", key)
                        .body(Jobs.named("Other"))
                        .post(Jobs.PATH),
                422,
                "UNPROCESSABLE");
    }

    private JsonPath createKey(String body) {
        return fleet.asAdmin()
                .body(body)
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static void expect(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .header("X-Request-ID", notNullValue())
                .body("success", equalTo(false))
                .body("error.code", equalTo(code))
                .body("error.request_id", equalTo(answer.header("X-Request-ID")));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
