package dev.callsheet.identity.login.secondfactor;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.identity.fixture.Totp;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecondFactorIT {

    private static final String TOTP = "/api/v1/auth/totp";

    private TestOrganization organization;
    private Caller user;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        user = callerWith(organization.login().path("data.access_token"));
    }

    @Test
    void aLoginAsksForACodeOnceTheSecondFactorIsConfirmed() {
        // Given
        Totp app = enrolled();

        // When
        Response without = login(Map.of());
        Response with = login(Map.of("totp_code", app.code(1)));

        // Then
        without.then().statusCode(401).body("error.code", equalTo("SECOND_FACTOR_REQUIRED"));
        with.then().statusCode(200);
        user.request()
                .get(TOTP)
                .then()
                .body("data.enabled", equalTo(true))
                .body("data.recovery_codes_left", equalTo(10));
    }

    @Test
    void aSecretThatWasNeverConfirmedDoesNotLockItsOwnerOut() {
        // Given
        enroll(organization.password()).then().statusCode(200).body("data.otpauth_uri", startsWith("otpauth://totp/"));

        // When
        Response response = login(Map.of());

        // Then
        response.then().statusCode(200);
        user.request().get(TOTP).then().body("data.enabled", equalTo(false));
    }

    @Test
    void whoLacksThePasswordLearnsNothingOfTheSecondFactor() {
        // Given
        Totp app = enrolled();

        // When
        Response response = json().body(
                        Map.of("email", organization.email(), "password", "wrong one", "totp_code", app.code(1)))
                .post("/api/v1/auth/login");

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        login(Map.of("totp_code", app.code(1))).then().statusCode(200);
    }

    @Test
    void aCodeIsNotTakenTwiceAlsoFromManyAtOnce() {
        // Given
        Totp app = enrolled();
        String code = app.code(1);

        // When
        List<Integer> statuses;
        try (ExecutorService thieves = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = IntStream.range(0, 4)
                    .mapToObj(thief -> CompletableFuture.supplyAsync(
                            () -> login(Map.of("totp_code", code)).statusCode(), thieves))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        // Then
        assertThat(statuses).containsOnlyOnce(200).contains(401);
        login(Map.of("totp_code", app.code(0))).then().statusCode(401);
    }

    @Test
    void theCodeThatConfirmedIsUsedUpByThat() {
        // Given
        Totp app = new Totp(enroll(organization.password()).path("data.secret"));
        String code = app.code(0);
        confirm(code).then().statusCode(200);

        // When
        Response response = login(Map.of("totp_code", code));

        // Then
        response.then().statusCode(401);
    }

    @Test
    void aRecoveryCodeWorksOnceHoweverItIsWritten() {
        // Given
        Totp app = new Totp(enroll(organization.password()).path("data.secret"));
        List<String> codes = confirm(app.code(0)).path("data.recovery_codes");
        String code = codes.getFirst();

        // When
        Response first = login(Map.of("recovery_code", code.replace("-", "").toLowerCase(java.util.Locale.ROOT)));
        Response second = login(Map.of("recovery_code", code));

        // Then
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        first.then().statusCode(200);
        second.then().statusCode(401);
        user.request().get(TOTP).then().body("data.recovery_codes_left", equalTo(9));
    }

    @Test
    void newRecoveryCodesReplaceTheEarlierOnes() {
        // Given
        Totp app = new Totp(enroll(organization.password()).path("data.secret"));
        List<String> earlier = confirm(app.code(0)).path("data.recovery_codes");

        // When
        Response response = user.request().body(Map.of("code", app.code(1))).post(TOTP + "/recovery-codes");

        // Then
        List<String> renewed = response.then().statusCode(200).extract().path("data.recovery_codes");
        login(Map.of("recovery_code", earlier.getFirst())).then().statusCode(401);
        login(Map.of("recovery_code", renewed.getFirst())).then().statusCode(200);
    }

    @Test
    void switchingItOffTakesThePasswordAndACode() {
        // Given
        Totp app = enrolled();

        // When
        Response withoutPassword = disable("wrong one", app.code(1));
        Response withoutCode = disable(organization.password(), "000000");
        Response response = disable(organization.password(), app.code(1));

        // Then
        withoutPassword.then().statusCode(403);
        withoutCode.then().statusCode(403);
        response.then().statusCode(200).body("data.enabled", equalTo(false));
        login(Map.of()).then().statusCode(200);
    }

    @Test
    void aSecondFactorIsNotReplacedByWhoeverHasOnlyThePassword() {
        // Given
        Totp app = enrolled();

        // When
        Response response = enroll(organization.password());

        // Then
        response.then().statusCode(409);
        login(Map.of("totp_code", app.code(1))).then().statusCode(200);
    }

    @Test
    void whoFoundAnAccessTokenCannotSetOneUp() {
        // When
        Response wrong = enroll("whatever it is");
        Response byKey = organization
                .admin()
                .request()
                .body(Map.of("password", organization.password()))
                .post(TOTP);

        // Then
        wrong.then().statusCode(403);
        byKey.then().statusCode(403);
    }

    @Test
    void theDatabaseHoldsNeitherSecretNorRecoveryCode() {
        // Given
        String secret = enroll(organization.password()).path("data.secret");
        List<String> codes = confirm(new Totp(secret).code(0)).path("data.recovery_codes");

        // When
        List<String> stored = Database.list(
                "select secret_sealed from user_totp where user_id = ? union all"
                        + " select code_hash from recovery_code where user_id = ?",
                organization.adminId(),
                organization.adminId());

        // Then
        assertThat(stored).hasSize(11).noneMatch(value -> value.contains(secret) || codes.contains(value));
    }

    @Test
    void aCodeIsSixDigits() {
        // When
        Response response = login(Map.of("totp_code", "12345x"));

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("totp_code"));
    }

    private Totp enrolled() {
        Totp app = new Totp(enroll(organization.password()).path("data.secret"));
        confirm(app.code(0)).then().statusCode(200);
        return app;
    }

    private Response enroll(String password) {
        return user.request().body(Map.of("password", password)).post(TOTP);
    }

    private Response confirm(String code) {
        return user.request().body(Map.of("code", code)).post(TOTP + "/confirm");
    }

    private Response disable(String password, String code) {
        return user.request()
                .body(Map.of("password", password, "totp_code", code))
                .post(TOTP + "/disable");
    }

    private Response login(Map<String, String> factor) {
        Map<String, String> body = new HashMap<>(factor);
        body.put("email", organization.email());
        body.put("password", organization.password());
        return json().body(body).post("/api/v1/auth/login");
    }
}
