package dev.callsheet.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.standardwebhooks.Webhook;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.concurrency.Gate;
import dev.callsheet.webhook.QuickRetries;
import dev.callsheet.webhook.Subscriber;
import dev.callsheet.webhook.TestReceiver;
import dev.callsheet.webhook.TestReceiver.Answer;
import dev.callsheet.webhook.TestReceiver.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(QuickRetries.class)
class WebhookResourceIT {

    private static final String WEBHOOKS = "/api/v1/webhooks";

    /** The pool for requests has eight. */
    private static final int CONNECTIONS_AND_MORE = 10;

    private final TestReceiver receiver = new TestReceiver();
    private final Subscriber subscriber = Subscriber.ofNewOrganization();

    @Inject
    WorkerDatabase database;

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void theSecretShowsAtCreationOnlyAndIsEncryptedAtRest() {
        // When
        JsonPath created = subscriber.subscribe(receiver.url(), "job.created");

        // Then
        String id = created.getString("data.id");
        String secret = created.getString("data.attributes.secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{32}");
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .body("data.type", equalTo("webhook"))
                .body("data.attributes.secret", nullValue())
                .body("data.attributes.url", equalTo(receiver.url()))
                .body("data.attributes.events", equalTo(List.of("job.created")))
                .body("data.attributes.active", equalTo(true))
                .body("data.attributes.is_active", equalTo(true))
                .body("data.attributes.ordering", equalTo("aggregate"))
                .body("data.attributes.failure_count", equalTo(0))
                .body("data.attributes.last_triggered_at", nullValue())
                .body("data.attributes.created_at", matchesPattern(".*\\+0[12]:00"));
        Row row = WorkerDatabase.await(
                        database.execute("select secret from webhook where id = $1", UUID.fromString(id)))
                .iterator()
                .next();
        assertThat(row.getString("secret")).doesNotContain(secret.substring(6));
    }

    @Test
    void theBodyOfTheSpecificationsExampleBringsItsOwnSecret() {
        // When
        JsonPath created = subscriber.subscribe(Map.of(
                "url",
                receiver.url(),
                "events",
                List.of("job.created", "job.deleted"),
                "secret",
                "your-webhook-secret"));

        // Then
        assertThat(created.getString("data.attributes.secret")).isEqualTo("your-webhook-secret");
    }

    static Stream<Map<String, Object>> invalidChanges() {
        return Stream.of(
                Map.of("url", "http://example.com/hook"),
                Map.of("url", "https://10.0.0.1/hook"),
                Map.of("url", "https://169.254.169.254/latest/meta-data"),
                Map.of("url", "https://[::ffff:192.168.0.1]/"),
                Map.of("url", "https://0.0.0.0/"),
                Map.of("url", "https://100.64.0.1/"),
                Map.of("url", "ftp://example.com/"),
                Map.of("url", "https://user:password@example.com/"),
                Map.of("url", "https://no-such-host.invalid/"),
                Map.of("url", " "),
                Map.of("url", 7),
                Map.of("events", List.of()),
                Map.of("events", List.of("job.creatd")),
                Map.of("events", "job.created"),
                Map.of("secret", "too short"),
                Map.of("secret", "x".repeat(257)),
                Map.of("auth_header", "Bearer a\r\nX-Injected: 1"),
                Map.of("retry_policy", "sometimes"),
                Map.of("max_retries", 16),
                Map.of("max_retries", -1),
                Map.of("ordering", "random"),
                Map.of("filter_expression", "data.job.status == 'confirmado'"),
                Map.of("colour", "green"));
    }

    @ParameterizedTest
    @MethodSource("invalidChanges")
    void refusesWhatItCannotKeepAndNamesTheField(Map<String, Object> change) {
        // Given
        Map<String, Object> body = new HashMap<>(Map.of("url", receiver.url(), "events", List.of("job.*")));
        body.putAll(change);
        String field = change.keySet().iterator().next();

        // When / Then
        subscriber
                .caller()
                .request()
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.details.field.join(' ')", containsString(field));
    }

    @Test
    void anUnknownEventTypeSaysWhereToFindTheValidOnes() {
        subscriber
                .caller()
                .request()
                .body(Map.of("url", receiver.url(), "events", List.of("job.created", "jobs.created")))
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("events[1]"))
                .body("error.details[0].message", containsString("jobs.created"))
                .body("error.details[0].message", containsString("/webhooks/event-types"));
    }

    @Test
    void whatGetReturnedCanBePutAndOnlyWhatIsNamedChanges() {
        // Given
        String id = subscriber
                .subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "auth_header", "Basic abc"))
                .getString("data.id");
        String resource = subscriber.caller().request().get(WEBHOOKS + "/" + id).asString();

        // When
        subscriber
                .caller()
                .request()
                .body(resource)
                .put(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .body("data.attributes.has_auth_header", equalTo(true))
                .body("data.attributes.version", equalTo(1));

        // Then
        subscriber
                .caller()
                .request()
                .body(Map.of("description", "Tablón de bolos", "active", false, "retry_policy", "linear"))
                .patch(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .body("data.attributes.description", equalTo("Tablón de bolos"))
                .body("data.attributes.is_active", equalTo(false))
                .body("data.attributes.active", equalTo(false))
                .body("data.attributes.retry_policy", equalTo("linear"))
                .body("data.attributes.version", equalTo(2))
                .body("data.attributes.events", equalTo(List.of("job.*")));
    }

    @Test
    void aStaleVersionIsRefused() {
        // Given
        String id = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        subscriber.caller().request().body(Map.of("description", "a")).put(WEBHOOKS + "/" + id);

        // When / Then
        subscriber
                .caller()
                .request()
                .header("If-Match", "\"1.0\"")
                .body(Map.of("description", "b"))
                .put(WEBHOOKS + "/" + id)
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/", "http://example.com/", "https://169.254.169.254/"})
    void anUpdateCannotSlipInAnAddressThatCreationRefuses(String url) {
        // Given
        String id = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");

        // When / Then
        subscriber
                .caller()
                .request()
                .body(Map.of("url", url))
                .put(WEBHOOKS + "/" + id)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("url"));
    }

    @Test
    void aStoredAddressThatIsNoLongerAllowedIsNotConnectedTo() {
        // Given
        String id = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        WorkerDatabase.await(database.execute(
                "update webhook set url = 'https://169.254.169.254/latest' where id = $1", UUID.fromString(id)));

        // When / Then
        subscriber
                .caller()
                .request()
                .post(WEBHOOKS + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("data.delivered", equalTo(false))
                .body("data.response_status", nullValue())
                .body("data.error", containsString("public address"));
    }

    @Test
    void anotherOrganizationsWebhookIsNotThere() {
        // Given
        String id = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        Caller stranger = Caller.withScopes("webhooks:manage");
        String path = WEBHOOKS + "/" + id;

        // When / Then
        stranger.request().get(path).then().statusCode(404);
        stranger.request()
                .body(Map.of("description", "mine now"))
                .put(path)
                .then()
                .statusCode(404);
        stranger.request()
                .body(Map.of("description", "mine now"))
                .patch(path)
                .then()
                .statusCode(404);
        stranger.request().delete(path).then().statusCode(404);
        stranger.request().post(path + "/test").then().statusCode(404);
        stranger.request().body(Map.of()).post(path + "/rotate-secret").then().statusCode(404);
        stranger.request().get(path + "/deliveries").then().statusCode(404);
        stranger.request().get(path + "/deliveries/" + UUID.randomUUID()).then().statusCode(404);
        stranger.request().get(WEBHOOKS).then().statusCode(200).body("data", equalTo(List.of()));
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void withoutTheScopeNothingIsAllowed() {
        Caller reader = Caller.withScopes("jobs:read", "jobs:write");

        reader.request()
                .get(WEBHOOKS)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.message", containsString("webhooks:manage"));
        reader.request().get(WEBHOOKS + "/event-types").then().statusCode(403);
    }

    @Test
    void aDeletedWebhookIsGoneAndItsOrganizationHearsOfEveryStep() {
        // Given
        subscriber.subscribe(receiver.url("/watch"), "webhook.*");
        String id = subscriber.subscribe(receiver.url("/other"), "job.*").getString("data.id");
        subscriber.caller().request().body(Map.of("events", List.of("*"))).put(WEBHOOKS + "/" + id);

        // When
        subscriber.caller().request().delete(WEBHOOKS + "/" + id).then().statusCode(204);

        // Then
        subscriber.caller().request().get(WEBHOOKS + "/" + id).then().statusCode(404);
        subscriber.caller().request().delete(WEBHOOKS + "/" + id).then().statusCode(404);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receiver.received().stream()
                                .filter(got ->
                                        got.aggregate().equals(id) && got.path().equals("/watch"))
                                .map(got -> got.header("X-Webhook-Event")))
                        .containsExactly("webhook.created", "webhook.updated", "webhook.deleted"));
        assertThat(receiver.received()).extracting(Received::body).noneMatch(body -> body.contains("secret\":"));
    }

    @Test
    void aTestShowsWhatCameBackAndCarriesAValidSignature() {
        // Given
        JsonPath created = subscriber.subscribe(receiver.url(), "job.*");
        receiver.answers(got -> new Answer(418, "no coffee", Map.of()));

        // When
        subscriber
                .caller()
                .request()
                .post(WEBHOOKS + "/" + created.getString("data.id") + "/test")
                .then()
                .statusCode(200)
                .body("data.delivered", equalTo(false))
                .body("data.event_type", equalTo("webhook.test"))
                .body("data.response_status", equalTo(418))
                .body("data.response_body", equalTo("no coffee"))
                .body("data.response_time_ms", notNullValue())
                .body("data.error", containsString("418"));

        // Then
        Received got = receiver.received().getFirst();
        assertThat(got.header("X-Webhook-Event")).isEqualTo("webhook.test");
        assertThatCode(() -> new Webhook(created.getString("data.attributes.secret")).verify(got.body(), got.headers()))
                .doesNotThrowAnyException();
    }

    @Test
    void slowTestsUnderIdempotencyKeysLeaveTheDatabaseToOthers() {
        // Given
        String path =
                WEBHOOKS + "/" + subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        Gate gate = new Gate(CONNECTIONS_AND_MORE);
        receiver.answers(got -> {
            gate.pass();
            return Answer.OK;
        });

        // When
        List<CompletableFuture<Integer>> tests = IntStream.range(0, CONNECTIONS_AND_MORE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> test(path, "slow-" + i).statusCode(), Thread::startVirtualThread))
                .toList();
        gate.awaitArrivals();
        int other = subscriber.caller().request().get(path).statusCode();
        Response early = test(path, "slow-0");
        Response changed = subscriber
                .caller()
                .request()
                .header("X-Idempotency-Key", "slow-0")
                .body(Map.of())
                .post(path + "/rotate-secret");
        gate.open();

        // Then
        assertThat(other).isEqualTo(200);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.header("Retry-After")).isEqualTo("1");
        assertThat(changed.statusCode()).isEqualTo(422);
        assertThat(tests).allSatisfy(test -> assertThat(test.join()).isEqualTo(200));
        assertThat(test(path, "slow-0").header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(receiver.received()).hasSize(CONNECTIONS_AND_MORE);
    }

    @Test
    void aTestThatFailedLeavesItsIdempotencyKeyFree() {
        // Given
        String path = WEBHOOKS + "/" + UUID.randomUUID();

        // When
        int first = test(path, "free").statusCode();
        int second = test(path, "free").statusCode();

        // Then
        assertThat(List.of(first, second)).containsExactly(404, 404);
    }

    private Response test(String path, String key) {
        return subscriber.caller().request().header("X-Idempotency-Key", key).post(path + "/test");
    }

    @Test
    void duringARotationBothSecretsVerifyAndAfterItsGraceOnlyTheNewOne() {
        // Given
        JsonPath created = subscriber.subscribe(receiver.url(), "job.*");
        String path = WEBHOOKS + "/" + created.getString("data.id");
        String before = created.getString("data.attributes.secret");

        // When
        String after = subscriber
                .caller()
                .request()
                .body(Map.of())
                .post(path + "/rotate-secret")
                .then()
                .statusCode(200)
                .body("data.attributes.secret", not(equalTo(before)))
                .body("data.attributes.previous_secret_expires_at", notNullValue())
                .extract()
                .path("data.attributes.secret");

        // Then
        subscriber.caller().request().post(path + "/test").then().statusCode(200);
        Received during = receiver.received().getLast();
        assertThatCode(() -> new Webhook(before).verify(during.body(), during.headers()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(after).verify(during.body(), during.headers()))
                .doesNotThrowAnyException();
        subscriber
                .caller()
                .request()
                .body(Map.of("grace_hours", 0, "secret", "a secret of the caller"))
                .post(path + "/rotate-secret")
                .then()
                .statusCode(200)
                .body("data.attributes.previous_secret_expires_at", nullValue());
        subscriber.caller().request().post(path + "/test").then().statusCode(200);
        assertThat(receiver.received().getLast().header("webhook-signature")).doesNotContain(" ");
    }

    @Test
    void anIdempotencyKeyCreatesOnceAndShowsTheSecretAgain() {
        // Given
        Map<String, Object> body = Map.of("url", receiver.url(), "events", List.of("job.*"));
        String key = UUID.randomUUID().toString();

        // When
        String first = subscriber
                .caller()
                .request()
                .header("X-Idempotency-Key", key)
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .extract()
                .asString();

        // Then
        String second = subscriber
                .caller()
                .request()
                .header("X-Idempotency-Key", key)
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract()
                .asString();
        assertThat(second).isEqualTo(first);
        subscriber.caller().request().get(WEBHOOKS).then().body("meta.total", equalTo(1));
    }

    @Test
    void listsInBothPageStylesAndFilters() {
        // Given
        subscriber.subscribe(receiver.url("/a"), "job.*");
        subscriber.subscribe(Map.of("url", receiver.url("/b"), "events", List.of("*"), "is_active", false));
        subscriber.subscribe(receiver.url("/c"), "tour.*");

        // When / Then
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "?per_page=2&sort=url")
                .then()
                .statusCode(200)
                .body("data.attributes.url", equalTo(List.of(receiver.url("/a"), receiver.url("/b"))))
                .body("meta.total", equalTo(3));
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "?active=false")
                .then()
                .body("data.attributes.url", equalTo(List.of(receiver.url("/b"))));
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "?limit=2")
                .then()
                .body("data.size()", equalTo(2))
                .body("links.next", containsString("cursor="));
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "?colour=green")
                .then()
                .statusCode(400)
                .body("error.details.field", hasItem("colour"));
    }

    @Test
    void theCatalogueDescribesEveryEventType() {
        subscriber
                .caller()
                .request()
                .get(WEBHOOKS + "/event-types")
                .then()
                .statusCode(200)
                .body("data.type", hasItems("job.created", "job.status_changed", "webhook.disabled"))
                .body("data.find { it.type == 'job.created' }.sample.data.job.title", notNullValue())
                .body(
                        "data.find { it.type == 'job.created' }.schema.'$schema'",
                        equalTo("https://json-schema.org/draft/2020-12/schema"));
    }
}
