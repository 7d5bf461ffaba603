package dev.callsheet.system.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountIT {

    private static final String AUTH = "/api/v1/auth";
    private static final String USERS = "/api/v1/users";
    private static final String PASSWORD = "stage left, fly bar 7";
    private static final String NEW_PASSWORD = "stage right, fly bar 8";
    private static final Duration MOMENTS = Duration.ofSeconds(5);

    private final RunningFleet fleet = RunningFleet.shared();
    private final String email = UUID.randomUUID() + "@example.com";

    @Test
    void aCompanyRegistersAndItsCrewIsInvited() {
        // Given
        String admin = accessToken(registered(email));
        String organization = fleet.as(admin).get("/api/v1/organizations").path("data[0].id");
        String invitations = "/api/v1/organizations/" + organization + "/invitations";
        String guest = UUID.randomUUID() + "@example.com";

        // When
        String replaced = fleet.as(admin)
                .body(Map.of("email", guest, "role", "viewer"))
                .post(invitations)
                .path("data.id");
        fleet.as(admin).get(invitations + "/" + replaced).then().statusCode(200);
        fleet.as(admin).delete(invitations + "/" + replaced).then().statusCode(204);
        fleet.as(admin)
                .body(Map.of("email", guest, "role", "technician"))
                .post(invitations)
                .then()
                .statusCode(201);
        fleet.registerAsInvited(guest, "Luz Vidal", PASSWORD);

        // Then
        fleet.as(admin).get(invitations).then().body("data.attributes.status", contains("accepted"));
        fleet.as(admin)
                .get("/api/v1/organizations/" + organization + "/members")
                .then()
                .statusCode(200)
                .body("data.attributes.email", hasItem(guest));
        login(guest, PASSWORD).then().statusCode(200).body("data.user.role", equalTo("technician"));
    }

    @Test
    void whoHasAnAccountJoinsAnotherOrganizationWithIt() {
        // Given
        String user = accessToken(registered(email));
        String organization = fleet.credentials().organizationId();
        fleet.asAdmin()
                .body(Map.of("email", email, "role", "viewer"))
                .post("/api/v1/organizations/" + organization + "/invitations")
                .then()
                .statusCode(201);

        // When
        Response joined = fleet.as(user)
                .body(Map.of("token", fleet.mailbox().tokenFor(email, "accept-invitation")))
                .post(AUTH + "/accept-invitation");

        // Then
        joined.then().statusCode(200).body("data.role", equalTo("viewer"));
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(user)
                        .header("X-Organization-ID", organization)
                        .get(Jobs.PATH)
                        .then()
                        .statusCode(200));
    }

    @Test
    void aRoleChangeAndARemovalReachATokenInUse() {
        // Given
        Response login = memberOfTheDemo("technician");
        String token = accessToken(login);
        String userId = login.path("data.user.id");
        fleet.as(token).get(Jobs.PATH).then().statusCode(200);
        fleet.as(token).body(Jobs.named("Too much")).post(Jobs.PATH).then().statusCode(403);

        // When
        fleet.asAdmin()
                .body(Map.of("role", "management"))
                .put(USERS + "/" + userId + "/role")
                .then()
                .statusCode(200);

        // Then
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(token)
                        .body(Jobs.named("As management"))
                        .post(Jobs.PATH)
                        .then()
                        .statusCode(201));
        fleet.asAdmin()
                .body(Map.of("departments", List.of("sound")))
                .put(USERS + "/" + userId)
                .then()
                .statusCode(200);
        fleet.asAdmin().queryParam("department", "sound").get(USERS).then().body("data.id", hasItem(userId));
        fleet.asAdmin()
                .body(Map.of("active", false))
                .patch(USERS + "/" + userId)
                .then()
                .statusCode(200);
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(token).get(Jobs.PATH).then().statusCode(401));
        fleet.asAdmin().get(USERS + "/" + userId).then().body("data.attributes.active", equalTo(false));
        fleet.asAdmin().delete(USERS + "/" + userId).then().statusCode(204);
        fleet.asAdmin().get(USERS + "/" + userId).then().statusCode(404);
    }

    @Test
    void aForgottenPasswordIsReplacedAndEverySessionEndsEverywhere() {
        // Given
        String thief = accessToken(registered(email));
        fleet.as(thief).get(AUTH + "/me").then().statusCode(200);
        post("/reset-password", Map.of("email", email), 200);

        // When
        String token = fleet.mailbox().tokenFor(email, "reset-password");
        post("/reset-password/confirm", Map.of("token", token, "password", NEW_PASSWORD), 200);

        // Then
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(thief).get(AUTH + "/me").then().statusCode(401));
        login(email, PASSWORD).then().statusCode(401);
        login(email, NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void peopleChangeWhatTheyAreCalledAndHowTheySignIn() {
        // Given
        String user = accessToken(registered(email));
        String other = accessToken(login(email, PASSWORD));
        String address = UUID.randomUUID() + "@example.org";

        // When
        fleet.as(user)
                .body(Map.of("full_name", "Ana T."))
                .put(USERS + "/me")
                .then()
                .statusCode(200);
        fleet.as(user)
                .body(Map.of("phone", "+34600000000"))
                .patch(USERS + "/me")
                .then()
                .statusCode(200);
        fleet.as(user)
                .body(Map.of("current_password", PASSWORD, "new_password", NEW_PASSWORD))
                .post(AUTH + "/change-password")
                .then()
                .statusCode(200);
        fleet.as(user)
                .body(Map.of("email", address, "password", NEW_PASSWORD))
                .post(AUTH + "/change-email")
                .then()
                .statusCode(200);
        fleet.confirm(address);

        // Then
        login(address, NEW_PASSWORD).then().statusCode(200).body("data.user.full_name", equalTo("Ana T."));
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(other).get(USERS + "/me").then().statusCode(401));
        fleet.as(user)
                .get(USERS + "/me")
                .then()
                .statusCode(200)
                .body("data.attributes.email", equalTo(address))
                .body("data.attributes.phone", equalTo("+34600000000"));
    }

    @Test
    void aUserSeesTheirSessionsAndEndsThem() {
        // Given
        String user = accessToken(registered(email));
        String second = accessToken(login(email, PASSWORD));
        String third = accessToken(login(email, PASSWORD));
        Response sessions = fleet.as(user).get(USERS + "/me/sessions");
        sessions.then().statusCode(200).body("data", hasSize(3));
        String secondId = fleet.as(second).get(AUTH + "/me").path("data.credential_id");

        // When
        fleet.as(user).delete(USERS + "/me/sessions/" + secondId).then().statusCode(204);

        // Then
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(second).get(AUTH + "/me").then().statusCode(401));
        fleet.as(third).get(AUTH + "/me").then().statusCode(200);
        fleet.as(user).delete(USERS + "/me/sessions").then().statusCode(204);
        await().atMost(MOMENTS)
                .untilAsserted(() -> fleet.as(third).get(AUTH + "/me").then().statusCode(401));
        fleet.as(user).get(AUTH + "/me").then().statusCode(200);
    }

    @Test
    void aSecondFactorIsAskedForUntilItIsSwitchedOff() {
        // Given
        RequestSpecification user = fleet.as(accessToken(registered(email)));
        String totp = AUTH + "/totp";
        String token = accessToken(login(email, PASSWORD));
        Authenticator app = new Authenticator(
                fleet.as(token).body(Map.of("password", PASSWORD)).post(totp).path("data.secret"));

        // When
        fleet.as(token)
                .body(Map.of("code", app.code(-1)))
                .post(totp + "/confirm")
                .then()
                .statusCode(200);

        // Then
        login(email, PASSWORD).then().statusCode(401).body("error.code", equalTo("SECOND_FACTOR_REQUIRED"));
        Map<String, Object> withCode = new HashMap<>(Map.of("email", email, "password", PASSWORD));
        withCode.put("totp_code", app.code(0));
        post("/login", withCode, 200);
        post("/login", withCode, 401);
        user.get(totp).then().statusCode(200).body("data.enabled", equalTo(true));
        List<String> codes = fleet.as(token)
                .body(Map.of("code", app.code(1)))
                .post(totp + "/recovery-codes")
                .path("data.recovery_codes");
        fleet.as(token)
                .body(Map.of("password", PASSWORD, "recovery_code", codes.getFirst()))
                .post(totp + "/disable")
                .then()
                .statusCode(200);
        login(email, PASSWORD).then().statusCode(200);
    }

    @Test
    void anAccountIsLockedAfterFiveGuessesAndAnUnknownOneLikewise() {
        // Given
        registered(email);

        // When
        List<Integer> known = IntStream.range(0, 6)
                .mapToObj(guess -> login(email, "a wrong guess").statusCode())
                .toList();
        List<Integer> unknown = IntStream.range(0, 6)
                .mapToObj(guess -> login("un" + email, "a wrong guess").statusCode())
                .toList();

        // Then
        assertThat(known).containsExactly(401, 401, 401, 401, 401, 429).isEqualTo(unknown);
        Response right = login(email, PASSWORD);
        right.then().statusCode(429).body("error.code", equalTo("RATE_LIMIT_EXCEEDED"));
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 61);
    }

    @Test
    void anotherLinkCanBeAskedFor() {
        // Given
        register(email).then().statusCode(201);
        login(email, PASSWORD).then().statusCode(403).body("error.code", equalTo("EMAIL_NOT_CONFIRMED"));
        String first = fleet.mailbox().tokenFor(email, "confirm-email");

        // When
        post("/confirm-email/resend", Map.of("email", email), 200);

        // Then
        post("/confirm-email", Map.of("token", first), 400);
        fleet.confirm(email);
        login(email, PASSWORD).then().statusCode(200);
    }

    /** Registers with an organization, confirms, and signs in. */
    private Response registered(String address) {
        register(address).then().statusCode(201);
        fleet.confirm(address);
        return login(address, PASSWORD);
    }

    private Response register(String address) {
        return fleet.anonymous()
                .body(Map.of(
                        "email",
                        address,
                        "password",
                        PASSWORD,
                        "full_name",
                        "Ana Torres",
                        "organization_name",
                        "Sonopro " + address))
                .post(AUTH + "/register");
    }

    private Response memberOfTheDemo(String role) {
        fleet.asAdmin()
                .body(Map.of("email", email, "role", role))
                .post("/api/v1/organizations/" + fleet.credentials().organizationId() + "/invitations")
                .then()
                .statusCode(201);
        fleet.registerAsInvited(email, "Ana Torres", PASSWORD);
        return login(email, PASSWORD);
    }

    private Response login(String address, String password) {
        return fleet.anonymous()
                .body(Map.of("email", address, "password", password))
                .post(AUTH + "/login");
    }

    private static String accessToken(Response login) {
        return login.then().statusCode(200).extract().path("data.access_token");
    }

    private void post(String path, Map<String, ?> body, int status) {
        fleet.anonymous().body(body).post(AUTH + path).then().statusCode(status);
    }
}
