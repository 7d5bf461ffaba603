package dev.callsheet.identity.login.credential;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.Mailbox;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordIT {

    private static final String NEW_PASSWORD = "another fly bar, 8";

    private TestOrganization organization;
    private Mailbox mailbox;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        mailbox = new Mailbox(organization.email());
    }

    @Test
    void aForgottenPasswordIsReplacedAndEverySessionEnds() {
        // Given
        Response thief = organization.login();
        requestReset(organization.email()).then().statusCode(200);

        // When
        Response response = reset(mailbox.lastToken(), NEW_PASSWORD);

        // Then
        response.then().statusCode(200);
        organization.login().then().statusCode(401);
        organization.login(NEW_PASSWORD).then().statusCode(200);
        exchange(thief.path("data.access_token")).then().statusCode(401);
        refresh(thief.path("data.refresh_token")).then().statusCode(401);
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndAMail() {
        // Given
        String unknown = UUID.randomUUID() + "@example.com";

        // When
        Response forKnown = requestReset(organization.email());
        Response forUnknown = requestReset(unknown);

        // Then
        forUnknown.then().statusCode(200).body("data.message", equalTo(forKnown.path("data.message")));
        assertThat(new Mailbox(unknown).lastText()).contains("no such account").doesNotContain("token=");
    }

    @Test
    void aTokenWorksOnceAlsoForManyAtOnce() {
        // Given
        requestReset(organization.email());
        String token = mailbox.lastToken();

        // When
        List<Integer> statuses;
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = IntStream.range(0, 6)
                    .mapToObj(tab -> CompletableFuture.supplyAsync(
                            () -> reset(token, "a password of tab " + tab).statusCode(), tabs))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        // Then
        assertThat(statuses).containsOnlyOnce(200);
        reset(token, NEW_PASSWORD).then().statusCode(400).body("error.details.field", hasItem("token"));
    }

    @Test
    void aTokenExpiresAndAnotherOneUsedEndsIt() {
        // Given
        requestReset(organization.email());
        String older = mailbox.lastToken();
        requestReset(organization.email());
        String newer = mailbox.lastToken();
        requestReset(organization.email());
        String expired = mailbox.lastToken();
        Database.update(
                "update mail_token set expires_at = now() where token_hash = encode(sha256(convert_to(?, 'UTF8')), 'hex')",
                expired);

        // When
        Response response = reset(newer, NEW_PASSWORD);

        // Then
        response.then().statusCode(200);
        reset(older, NEW_PASSWORD).then().statusCode(400);
        reset(expired, NEW_PASSWORD).then().statusCode(400);
    }

    @Test
    void aPasswordThatBreaksTheRulesLeavesTheTokenGood() {
        // Given
        requestReset(organization.email());

        // When
        Response response = reset(mailbox.lastToken(), organization.email());

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("password"));
        reset(mailbox.lastToken(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void aTokenForAnAddressIsNoneForAPassword() {
        // Given
        var user = callerWith(organization.login().path("data.access_token"));
        String address = UUID.randomUUID() + "@example.org";
        user.request()
                .body(Map.of("email", address, "password", organization.password()))
                .post("/api/v1/auth/change-email")
                .then()
                .statusCode(200);

        // When
        Response response = reset(new Mailbox(address).lastToken(), NEW_PASSWORD);

        // Then
        response.then().statusCode(400);
    }

    @Test
    void aChangedPasswordKeepsTheSessionInUseAndEndsTheOthers() {
        // Given
        Response mine = organization.login();
        Response other = organization.login();

        // When
        Response response = callerWith(mine.path("data.access_token"))
                .request()
                .body(Map.of("current_password", organization.password(), "new_password", NEW_PASSWORD))
                .post("/api/v1/auth/change-password");

        // Then
        response.then().statusCode(200);
        exchange(mine.path("data.access_token")).then().statusCode(200);
        exchange(other.path("data.access_token")).then().statusCode(401);
        organization.login(NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void whoFoundAnAccessTokenCannotChangeThePassword() {
        // Given
        var thief = callerWith(organization.login().path("data.access_token"));

        // When
        Response wrong = thief.request()
                .body(Map.of("current_password", "whatever it is", "new_password", NEW_PASSWORD))
                .post("/api/v1/auth/change-password");
        Response byKey = organization
                .admin()
                .request()
                .body(Map.of("current_password", organization.password(), "new_password", NEW_PASSWORD))
                .post("/api/v1/auth/change-password");

        // Then
        wrong.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        byKey.then().statusCode(403);
        organization.login().then().statusCode(200);
    }

    @Test
    void anAddressChangesOnceItsMailboxHasBeenRead() {
        // Given
        var user = callerWith(organization.login().path("data.access_token"));
        String address = UUID.randomUUID() + "@example.org";
        user.request()
                .body(Map.of("email", address, "password", organization.password()))
                .post("/api/v1/auth/change-email")
                .then()
                .statusCode(200);
        organization.login().then().statusCode(200);

        // When
        Response response =
                json().body(Map.of("token", new Mailbox(address).lastToken())).post("/api/v1/auth/confirm-email");

        // Then
        response.then().statusCode(200);
        organization.login().then().statusCode(401);
        user.request().get("/api/v1/users/me").then().body("data.attributes.email", equalTo(address));
        assertThat(mailbox.lastSubject()).isEqualTo("Your address for Callsheet has changed");
    }

    @Test
    void anAddressOfSomebodyElseIsNotTaken() {
        // Given
        TestOrganization other = TestOrganization.found();
        var user = callerWith(organization.login().path("data.access_token"));
        user.request()
                .body(Map.of("email", other.email(), "password", organization.password()))
                .post("/api/v1/auth/change-email")
                .then()
                .statusCode(200);

        // When
        Response response = json().body(Map.of("token", new Mailbox(other.email()).lastToken()))
                .post("/api/v1/auth/confirm-email");

        // Then
        response.then().statusCode(409).body("error.code", equalTo("CONFLICT"));
        other.login().then().statusCode(200);
        organization.login().then().statusCode(200);
    }

    private static Response requestReset(String address) {
        return json().body(Map.of("email", address)).post("/api/v1/auth/reset-password");
    }

    private static Response reset(String token, String password) {
        return json().body(Map.of("token", token, "password", password)).post("/api/v1/auth/reset-password/confirm");
    }
}
