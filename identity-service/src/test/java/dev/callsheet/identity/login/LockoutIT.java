package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.Mailbox;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.identity.login.LoginGuard.Verdict.Passed;
import dev.callsheet.identity.login.LoginGuard.Verdict.Wrong;
import dev.callsheet.identity.throttle.Throttle;
import dev.callsheet.platform.test.infrastructure.TestTokens;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LockoutIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    MeterRegistry metrics;

    @Inject
    Throttle throttle;

    private final String unknown = UUID.randomUUID() + "@example.com";

    @Test
    void fiveFailuresLockAnAccountAndTheRightPasswordDoesNotShow() {
        // Given
        TestOrganization organization = TestOrganization.found();
        IntStream.range(0, 5)
                .forEach(guess -> organization.login("guess " + guess).then().statusCode(401));
        double before = hashesComputed();

        // When
        Response right = organization.login();
        Response wrong = organization.login("guess 6");

        // Then
        right.then().statusCode(429).body("error.code", equalTo("RATE_LIMIT_EXCEEDED"));
        wrong.then().statusCode(429).body("error.message", equalTo(right.path("error.message")));
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(50, 61);
        assertThat(hashesComputed()).isEqualTo(before);
    }

    @Test
    void anUnknownAddressIsLockedLikeAKnownOne() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        List<Integer> known = IntStream.range(0, 7)
                .mapToObj(guess -> login(organization.email()).statusCode())
                .toList();
        List<Integer> stranger = IntStream.range(0, 7)
                .mapToObj(guess -> login(unknown).statusCode())
                .toList();

        // Then
        assertThat(known).containsExactly(401, 401, 401, 401, 401, 429, 429);
        assertThat(stranger).isEqualTo(known);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressTakeTheSameWork() {
        // Given
        TestOrganization organization = TestOrganization.found();
        double start = hashesComputed();

        // When
        Response known = login(organization.email());
        double afterKnown = hashesComputed();
        Response stranger = login(unknown);

        // Then
        assertThat(afterKnown - start).isEqualTo(1);
        assertThat(hashesComputed() - afterKnown).isEqualTo(1);
        assertThat(stranger.statusCode()).isEqualTo(known.statusCode());
        assertThat(stranger.<String>path("error.message")).isEqualTo(known.path("error.message"));
        assertThat(stranger.<String>path("error.code")).isEqualTo(known.path("error.code"));
    }

    @Test
    void theLockEndsAndTheNextFailureDoublesIt() {
        // Given
        TestOrganization organization = TestOrganization.found();
        IntStream.range(0, 5).forEach(guess -> organization.login("guess " + guess));
        letPass(organization.email(), "61 seconds");

        // When
        Response afterwards = organization.login("guess 6");
        Response locked = organization.login();

        // Then
        afterwards.then().statusCode(401);
        locked.then().statusCode(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(110, 121);
    }

    @Test
    void aRightPasswordForgetsTheFailures() {
        // Given
        TestOrganization organization = TestOrganization.found();
        IntStream.range(0, 4).forEach(guess -> organization.login("guess " + guess));
        organization.login().then().statusCode(200);

        // When
        IntStream.range(0, 4).forEach(guess -> organization.login("guess " + guess));

        // Then
        organization.login().then().statusCode(200);
    }

    @Test
    void failuresOfAnEarlierMinuteDoNotCount() {
        // Given
        TestOrganization organization = TestOrganization.found();
        IntStream.range(0, 4).forEach(guess -> organization.login("guess " + guess));
        letPass(organization.email(), "61 seconds");

        // When
        IntStream.range(0, 4).forEach(guess -> organization.login("guess " + guess));

        // Then
        organization.login().then().statusCode(200);
    }

    @Test
    void aBurstOfGuessesGetsNoFurtherThanOneAfterTheOther() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        List<Integer> statuses;
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> guesses = IntStream.range(0, 40)
                    .mapToObj(guess -> CompletableFuture.supplyAsync(
                            () -> organization.login("guess " + guess).statusCode(), guessers))
                    .toList();
            statuses = guesses.stream().map(CompletableFuture::join).toList();
        }

        // Then
        assertThat(statuses).contains(429).doesNotContain(200);
        organization.login().then().statusCode(429);
    }

    @Test
    void aResetPasswordEndsTheLock() {
        // Given
        TestOrganization organization = TestOrganization.found();
        IntStream.range(0, 5).forEach(guess -> organization.login("guess " + guess));
        json().body(Map.of("email", organization.email())).post("/api/v1/auth/reset-password");

        // When
        json().body(Map.of("token", new Mailbox(organization.email()).lastToken(), "password", "another fly bar, 8"))
                .post("/api/v1/auth/reset-password/confirm")
                .then()
                .statusCode(200);

        // Then
        organization.login("another fly bar, 8").then().statusCode(200);
    }

    @Test
    void anAddressThatGuessesAtManyAccountsIsLocked() {
        // Given
        LoginGuard guard = new LoginGuard(throttle, 3, "all");
        Client client = new Client(UUID.randomUUID().toString(), null);

        // When
        for (int guess = 0; guess < 3; guess++) {
            assertThatThrownBy(() -> attempt(guard, client, false)).hasMessage("wrong");
        }

        // Then
        assertThatThrownBy(() -> attempt(guard, client, true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        attempt(guard, new Client(UUID.randomUUID().toString(), null), true);
    }

    @Test
    void aClientsAddressIsTakenFromTheGatewayOnly() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Map<String, String> body = Map.of("email", organization.email(), "password", organization.password());

        // When
        json().header("X-Forwarded-For", "198.51.100.1")
                .body(body)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
        json().header("X-Forwarded-For", "198.51.100.2, 203.0.113.7")
                .header("X-Callsheet-Sender", TestTokens.sender("gateway-service"))
                .body(body)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
        json().header("X-Forwarded-For", "198.51.100.3")
                .header("X-Callsheet-Sender", TestTokens.sender("fleet"))
                .body(body)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);

        // Then
        assertThat(Database.list(
                        "select address from user_session where user_id = ? order by created_at",
                        organization.adminId()))
                .containsExactly("127.0.0.1", "203.0.113.7", "127.0.0.1");
    }

    private void attempt(LoginGuard guard, Client client, boolean right) {
        guard.<Boolean>attempt(
                        UUID.randomUUID() + "@example.com",
                        client,
                        () -> Uni.createFrom().item(right ? new Passed<>(true) : new Wrong<>()),
                        () -> new ApiException(ErrorCode.UNAUTHORIZED, "wrong"))
                .await()
                .atMost(PATIENCE);
    }

    private static Response login(String email) {
        return json().body(Map.of("email", email, "password", "a wrong password"))
                .post("/api/v1/auth/login");
    }

    private static void letPass(String email, String time) {
        Database.update(
                "update throttle set window_started_at = window_started_at - ?::interval, last_at = last_at - ?::interval"
                        + " where subject = 'account:' || encode(sha256(convert_to(?, 'UTF8')), 'hex')",
                time,
                time,
                email);
    }

    private double hashesComputed() {
        return metrics.counter("callsheet.passwords.hashed").count();
    }
}
