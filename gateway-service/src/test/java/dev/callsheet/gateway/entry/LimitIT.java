package dev.callsheet.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.gateway.stub.AtGateway;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.RawClient;
import dev.callsheet.gateway.stub.RawClient.Received;
import dev.callsheet.gateway.stub.StubFleet;
import dev.callsheet.platform.infrastructure.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quarkus and the stubs set the fields. Each test that earns a ban does so from an address of its own. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class LimitIT {

    private static final Pattern ITEM = Pattern.compile("\"(?<name>[a-z-]+)\";r=(?<left>\\d+);t=(?<time>\\d+)");
    private static final String JOBS = "GET /api/v1/jobs/7";
    private static final String RATE_LIMIT = "GET /api/v1/rate-limit";

    @AtGateway
    URI gateway;

    IdentityStub identity;

    @AfterEach
    void behaveAgain() {
        identity.revoked = false;
    }

    @Test
    void everyAnswerTellsHowTheCallerStands() throws IOException {
        // Given
        String key = identity.addKey(limit(60, null, 10_000, 20), null);
        awaitRoomInTheMinute();

        // When
        List<Received> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(send(RawClient.requestWith(key, JOBS)));
        }

        // Then
        assertThat(answers)
                .extracting(answer -> answer.header("x-ratelimit-remaining"))
                .containsExactly("59", "58", "57");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-ratelimit-limit")).isEqualTo("60");
            assertThat(answer.header("x-ratelimit-tier")).isEqualTo("standard");
            assertThat(answer.header("ratelimit-policy"))
                    .isEqualTo("\"minute\";q=60;w=60, \"day\";q=10000;w=86400, \"burst\";q=20;w=1");
            assertThat(answer.header("retry-after")).isNull();
            assertStylesAgree(answer, "minute");
        });
    }

    @Test
    void refusesWhatIsBeyondTheLimitAsSpecified() throws IOException {
        // Given
        String key = identity.addKey(limit(null, 3, null, 50), null);
        awaitRoomInTheMinute();

        // When
        List<Received> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(send(RawClient.requestWith(key, JOBS)));
        }

        // Then
        assertThat(answers).extracting(Received::status).containsExactly(200, 200, 200, 429, 429);
        Received refusal = answers.getLast();
        JsonObject body = new JsonObject(refusal.body());
        JsonObject error = body.getJsonObject("error");
        assertThat(body.getBoolean("success")).isFalse();
        assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(error.getInteger("retry_after")).isBetween(1, 3_600);
        assertThat(error.getString("message")).contains(error.getInteger("retry_after") + " seconds");
        assertThat(refusal.header("retry-after"))
                .isEqualTo(error.getInteger("retry_after").toString());
        assertThat(refusal.header("x-ratelimit-remaining")).isEqualTo("0");
        assertStylesAgree(refusal, "hour");
    }

    @Test
    void whatWasRefusedIsInTheRequestLog() throws IOException {
        // Given
        String key = identity.addKey(limit(1_000, null, null, 1), null);
        String id = "req_" + UUID.randomUUID();
        send(RawClient.requestWith(key, JOBS));

        // When
        Received refusal = send(RawClient.requestWith(key, JOBS, "X-Request-ID: " + id));

        // Then
        assertThat(refusal.status()).isEqualTo(429);
        await().pollInterval(Duration.ofMillis(1_200)).untilAsserted(() -> {
            Received log =
                    send(RawClient.requestWith(key, "GET /api/v1/activity/requests?status_code=429&request_id=" + id));
            JsonArray entries = new JsonObject(log.body()).getJsonArray("data");
            assertThat(entries).hasSize(1);
            assertThat(entries.getJsonObject(0).getJsonObject("attributes").getMap())
                    .containsEntry("status_code", 429)
                    .containsEntry("error_code", "RATE_LIMIT_EXCEEDED")
                    .containsEntry("route", "/jobs/{id}");
        });
    }

    @Test
    void refusesABurst() throws IOException {
        // Given
        String key = identity.addKey(limit(1_000, null, null, 5), null);
        awaitRoomInTheMinute();

        // When
        List<Received> answers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            answers.add(send(RawClient.requestWith(key, JOBS)));
        }

        // Then
        assertThat(answers).extracting(Received::status).containsExactly(200, 200, 200, 200, 200, 429, 429);
        assertThat(answers.getLast().header("x-ratelimit-limit")).isEqualTo("5");
        assertThat(Integer.parseInt(required(answers.getLast(), "retry-after"))).isBetween(1, 2);
        assertStylesAgree(answers.getLast(), "burst");
    }

    @Test
    void aCallerLearnsHowTheyStandFromTheGatewaysOwnRefusalsToo() throws IOException {
        // Given
        String key = identity.addKey(limit(60, null, null, 20), null);
        awaitRoomInTheMinute();

        // When
        Received unavailable = send(RawClient.requestWith(key, "GET /api/v1/crew"));
        Received tooLarge = send(RawClient.requestWith(key, "POST /api/v1/jobs", "Content-Length: 999999999"));

        // Then
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("x-ratelimit-remaining")).isEqualTo("59");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.header("x-ratelimit-remaining")).isEqualTo("58");
        assertStylesAgree(tooLarge, "minute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "DELETE"})
    void everyMethodCounts(String method) throws IOException {
        // Given
        String key = identity.addKey(limit(60, null, null, 20), null);
        awaitRoomInTheMinute();

        // When
        Received answer;
        try (RawClient client = new RawClient(gateway.getPort())) {
            client.send(RawClient.requestWith(key, method + " /api/v1/jobs/7"));
            answer = client.receive(method.equals("HEAD"));
        }

        // Then
        assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("59");
    }

    @Test
    void aCallerWithoutALimitIsToldOfNone() throws IOException {
        // When
        Received answer = send(RawClient.request(JOBS));
        Received status = send(RawClient.request(RATE_LIMIT));

        // Then
        assertThat(answer.headers())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("ratelimit"));
        assertThat(new JsonObject(status.body()).getJsonObject("data").getString("tier"))
                .isEqualTo("unlimited");
    }

    @Test
    void theStatusIsFlatInTheOrganizationsTimeAndCostsNothing() throws IOException {
        // Given
        String key = identity.addKey(limit(60, null, 10_000, 20), limit(1_000, null, null, 200));
        awaitRoomInTheMinute();
        for (int i = 0; i < 4; i++) {
            send(RawClient.requestWith(key, JOBS));
        }

        // When
        send(RawClient.requestWith(key, RATE_LIMIT));
        Received answer = send(RawClient.requestWith(key, RATE_LIMIT));

        // Then
        JsonObject data = new JsonObject(answer.body()).getJsonObject("data");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(data.getString("tier")).isEqualTo("standard");
        assertThat(data.getJsonObject("limits"))
                .isEqualTo(new JsonObject()
                        .put("requests_per_minute", 60)
                        .put("requests_per_day", 10_000)
                        .put("burst", 20));
        assertThat(data.getJsonObject("current"))
                .isEqualTo(new JsonObject().put("minute", 4).put("day", 4));
        OffsetDateTime minute =
                OffsetDateTime.parse(data.getJsonObject("reset_at").getString("minute"));
        OffsetDateTime day = OffsetDateTime.parse(data.getJsonObject("reset_at").getString("day"));
        assertThat(Duration.between(Instant.now(), minute)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(day.toInstant().getEpochSecond() % 86_400).isZero();
        assertThat(minute.getOffset().getTotalSeconds()).isNotZero();
        assertThat(data.getJsonObject("plan").getJsonObject("current")).isEqualTo(new JsonObject().put("minute", 4));
        assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("56");
        assertStylesAgree(answer, "minute");
    }

    @Test
    void theStatusIsReadOnly() throws IOException {
        // When
        Received posted = send(RawClient.request("POST /api/v1/rate-limit", "Content-Length: 0"));
        Received anonymous = send("GET /api/v1/rate-limit HTTP/1.1\r\nHost: a\r\n\r\n");

        // Then
        assertThat(posted.status()).isEqualTo(405);
        assertThat(anonymous.status()).isEqualTo(401);
    }

    @Test
    void servesOnWhileTheDatabaseIsAway() throws IOException {
        // Given
        String key = identity.addKey(limit(null, 100, null, 50), null);
        awaitRoomInTheMinute();
        send(RawClient.requestWith(key, JOBS));
        Infrastructure.shared().postgres().stop();

        try {
            // When
            List<Received> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(send(RawClient.requestWith(key, JOBS)));
            }
            Received status = send(RawClient.requestWith(key, RATE_LIMIT));

            // Then
            assertThat(answers).extracting(Received::status).containsOnly(200);
            assertThat(new JsonObject(status.body()).getJsonObject("data").getJsonObject("current"))
                    .isEqualTo(new JsonObject().put("hour", 11));
        } finally {
            Infrastructure.shared().postgres().start();
        }
        await().untilAsserted(() -> assertThat(
                        send(RawClient.requestWith(key, RATE_LIMIT)).header("x-ratelimit-remaining"))
                .isEqualTo("89"));
    }

    @Test
    void anAddressLogsInTenTimesAMinute() throws IOException {
        // Given
        awaitRoomInTheMinute();

        // When
        List<Received> answers = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            answers.add(sendFrom(
                    "127.0.0.2", "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"));
        }
        Received elsewhere =
                sendFrom("127.0.0.3", "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
        Received refresh =
                sendFrom("127.0.0.2", "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");

        // Then
        assertThat(answers.subList(0, 10)).extracting(Received::status).containsOnly(200);
        assertThat(answers.getLast().status()).isEqualTo(429);
        assertStylesAgree(answers.getLast(), "auth");
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(refresh.status()).isEqualTo(200);
    }

    @Test
    void tenThousandGuessedKeysFromOneAddressEndInABan() throws IOException {
        // Given
        ApiKeyFormat format = new ApiKeyFormat(ApiKeyFormat.DEFAULT_BRAND);
        RandomGenerator random = new Random(7);
        int before = identity.asked.get();
        int[] statuses = new int[600];
        Received last = null;

        // When
        for (int i = 0; i < 10_000; i++) {
            last = sendFrom("127.0.0.4", RawClient.requestWith(format.generate("live", random), JOBS));
            statuses[last.status()]++;
        }
        Received ofAGoodKey = sendFrom("127.0.0.4", RawClient.request(JOBS));
        Received elsewhere = sendFrom("127.0.0.5", RawClient.request(JOBS));

        // Then
        assertThat(statuses[401]).isEqualTo(100);
        assertThat(statuses[429]).isEqualTo(9_900);
        assertThat(identity.asked.get() - before).isLessThanOrEqualTo(102);
        Received refusal = Objects.requireNonNull(last);
        assertThat(Integer.parseInt(required(refusal, "retry-after"))).isBetween(1, 60);
        assertThat(new JsonObject(refusal.body()).getJsonObject("error").getString("code"))
                .isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(ofAGoodKey.status()).isEqualTo(429);
        assertThat(elsewhere.status()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyEarnsNoBan() throws IOException {
        // Given
        identity.revoked = true;
        await().until(() -> sendFrom("127.0.0.6", RawClient.request(JOBS)).status() == 401);

        // When
        for (int i = 0; i < 150; i++) {
            sendFrom("127.0.0.6", RawClient.request(JOBS));
        }
        Received expired = sendFrom("127.0.0.6", RawClient.requestWith(IdentityStub.EXPIRED_KEY, JOBS));

        // Then
        assertThat(expired.status()).isEqualTo(401);
    }

    @Test
    void aThousandRefusalsByALimitEndInABan() throws IOException {
        // Given
        String key = identity.addKey(limit(null, 1, null, 50), null);
        awaitRoomInTheMinute();
        sendFrom("127.0.0.7", RawClient.requestWith(key, JOBS));

        // When
        for (int i = 0; i < 1_000; i++) {
            sendFrom("127.0.0.7", RawClient.requestWith(key, JOBS));
        }

        // Then
        Received ofAGoodKey = sendFrom("127.0.0.7", RawClient.request(JOBS));
        assertThat(ofAGoodKey.status()).isEqualTo(429);
        assertThat(ofAGoodKey.header("x-ratelimit-limit")).isNull();
    }

    private static JsonObject limit(
            @Nullable Integer minute, @Nullable Integer hour, @Nullable Integer day, int burst) {
        return new JsonObject()
                .put("tier", "standard")
                .put("per_minute", minute)
                .put("per_hour", hour)
                .put("per_day", day)
                .put("burst", burst);
    }

    private static void assertStylesAgree(Received answer, String name) {
        Matcher item = ITEM.matcher(required(answer, "ratelimit"));
        assertThat(item.matches()).as(answer.header("ratelimit")).isTrue();
        assertThat(item.group("name")).isEqualTo(name);
        assertThat(item.group("left")).isEqualTo(answer.header("x-ratelimit-remaining"));
        assertThat(answer.header("ratelimit-policy"))
                .contains("\"" + name + "\";q=" + answer.header("x-ratelimit-limit"));
        long reset = Long.parseLong(required(answer, "x-ratelimit-reset"));
        long left = Long.parseLong(item.group("time"));
        assertThat(reset - Instant.now().getEpochSecond()).isBetween(left - 2, left + 1);
        if (answer.status() == 429) {
            assertThat(answer.header("retry-after")).isEqualTo(item.group("time"));
        }
    }

    private static String required(Received answer, String name) {
        return Objects.requireNonNull(answer.header(name), name);
    }

    private Received send(String request) throws IOException {
        return sendFrom("127.0.0.1", request);
    }

    private Received sendFrom(String address, String request) throws IOException {
        try (RawClient client = new RawClient(gateway.getPort(), InetAddress.ofLiteral(address))) {
            client.send(request);
            return client.receive();
        }
    }

    private static void awaitRoomInTheMinute() {
        await().atMost(Duration.ofSeconds(8)).until(() -> 60 - Instant.now().getEpochSecond() % 60 > 6);
    }
}
