package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnSessionIT {

    private static final String SESSIONS = "/api/v1/users/me/sessions";

    private TestOrganization organization;
    private Response login;
    private Caller user;

    @BeforeEach
    void logIn() {
        organization = TestOrganization.found();
        login = json().header("User-Agent", "Callsheet/2.1 (iPhone)")
                .body(Map.of("email", organization.email(), "password", organization.password()))
                .post("/api/v1/auth/login");
        user = callerWith(login.path("data.access_token"));
    }

    @Test
    void showsWhereTheUserIsSignedIn() {
        // Given
        organization.login();

        // When
        Response response = user.request().get(SESSIONS);

        // Then
        response.then()
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data.type", contains("session", "session"))
                .body("data.attributes.current", contains(false, true))
                .body("data[1].id", equalTo(user.principal().credentialId().toString()))
                .body("data[1].attributes.user_agent", equalTo("Callsheet/2.1 (iPhone)"))
                .body("data[1].attributes.address", equalTo("127.0.0.1"));
    }

    @Test
    void aRefreshIsSeen() {
        // Given
        Database.update(
                "update user_session set last_seen_at = now() - interval '1 day' where user_id = ?",
                organization.adminId());

        // When
        refresh(login.path("data.refresh_token")).then().statusCode(200);

        // Then
        assertThat(Database.list(
                        "select id::text from user_session where user_id = ? and last_seen_at > now() - interval '1 minute'",
                        organization.adminId()))
                .hasSize(1);
    }

    @Test
    void endsOneAndOnlyThat() {
        // Given
        Response other = organization.login();
        UUID otherId = callerWith(other.path("data.access_token")).principal().credentialId();

        // When
        Response response = user.request().delete(SESSIONS + "/" + otherId);

        // Then
        response.then().statusCode(204);
        exchange(other.path("data.access_token")).then().statusCode(401);
        refresh(other.path("data.refresh_token")).then().statusCode(401);
        exchange(login.path("data.access_token")).then().statusCode(200);
        user.request().delete(SESSIONS + "/" + otherId).then().statusCode(404);
    }

    @Test
    void endsAllOthers() {
        // Given
        List<String> others = List.of(
                organization.login().path("data.access_token"),
                organization.login().path("data.access_token"));

        // When
        Response response = user.request().delete(SESSIONS);

        // Then
        response.then().statusCode(204);
        others.forEach(token -> exchange(token).then().statusCode(401));
        exchange(login.path("data.access_token")).then().statusCode(200);
    }

    @Test
    void anotherUsersSessionDoesNotExist() {
        // Given
        String colleague = organization.accessTokenOf(organization.addMember("management"));
        UUID sessionId = callerWith(colleague).principal().credentialId();

        // When
        Response response = user.request().delete(SESSIONS + "/" + sessionId);

        // Then
        response.then().statusCode(404);
        exchange(colleague).then().statusCode(200);
    }
}
