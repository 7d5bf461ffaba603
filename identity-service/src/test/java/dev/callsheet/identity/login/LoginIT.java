package dev.callsheet.identity.login;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginIT {

    private static final String LOGIN = "/api/v1/auth/login";

    @Test
    void signsInAndTellsWhoAndWhere() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response response = organization.login();

        // Then
        response.then()
                .statusCode(200)
                .body("data.token_type", equalTo("Bearer"))
                .body("data.expires_in", equalTo(3600))
                .body("data.refresh_token", startsWith("rt_"))
                .body("data.user.email", equalTo(organization.email()))
                .body("data.user.roles", contains("admin"))
                .body("data.user.organization_id", equalTo(organization.id().toString()))
                .body("data.user.current_event", nullValue());
    }

    @Test
    void theCaseOfTheAddressDoesNotMatter() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response response = json().body(Map.of(
                        "email", organization.email().toUpperCase(Locale.ROOT), "password", organization.password()))
                .post(LOGIN);

        // Then
        response.then().statusCode(200);
    }

    @Test
    void wrongPasswordAndUnknownAddressGetTheSameAnswer() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response wrong = organization.login("not the password");
        Response unknown = json().body(Map.of("email", "nobody@example.com", "password", "not the password"))
                .post(LOGIN);

        // Then
        wrong.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        unknown.then().statusCode(401).body("error.message", equalTo(wrong.path("error.message")));
    }

    @Test
    void aDeactivatedUserIsUnknown() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Database.update("update app_user set deactivated_at = now() where id = ?", organization.adminId());

        // When
        Response response = organization.login();

        // Then
        response.then().statusCode(401).body("error.message", equalTo("E-mail address or password is wrong."));
    }

    @Test
    void theSandboxCanBeChosen() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response response = json().body(Map.of(
                        "email", organization.email(),
                        "password", organization.password(),
                        "organization_id", organization.sandboxId()))
                .post(LOGIN);

        // Then
        response.then().statusCode(200).body("data.user.environment", equalTo("test"));
        exchange(response.path("data.access_token"))
                .then()
                .body(
                        "principal.organization_id",
                        equalTo(organization.sandboxId().toString()))
                .body("principal.environment", equalTo("test"));
    }

    @Test
    void aForeignOrganizationIsForbidden() {
        // Given
        TestOrganization organization = TestOrganization.found();
        TestOrganization other = TestOrganization.found();

        // When
        Response response = json().body(Map.of(
                        "email", organization.email(),
                        "password", organization.password(),
                        "organization_id", other.id()))
                .post(LOGIN);

        // Then
        response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void keepsTheEventOfTheSession() {
        // Given
        TestOrganization organization = TestOrganization.found();
        UUID event = UUID.randomUUID();

        // When
        Response response = json().body(
                        Map.of("email", organization.email(), "password", organization.password(), "event_id", event))
                .post(LOGIN);

        // Then
        response.then().statusCode(200).body("data.user.current_event.id", equalTo(event.toString()));
    }

    @Test
    void everythingWrongWithTheBodyIsReportedAtOnce() {
        // When
        Response response = json().body("{\"organization_id\": \"org_123\", \"remember\": true}")
                .post(LOGIN);

        // Then
        response.then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.details.field", hasItems("email", "password", "organization_id", "remember"));
    }

    @Test
    void loggingOutEndsTheSessionForEveryToken() {
        // Given
        TestOrganization organization = TestOrganization.found();
        Response login = organization.login();
        String accessToken = login.path("data.access_token");

        // When
        callerWith(accessToken).request().post("/api/v1/auth/logout").then().statusCode(200);

        // Then
        exchange(accessToken).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        TestOrganization.refresh(login.path("data.refresh_token")).then().statusCode(401);
    }

    @Test
    void aKeyHasNoSessionToEnd() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response response = organization.admin().request().post("/api/v1/auth/logout");

        // Then
        response.then().statusCode(403);
    }

    @Test
    void tellsWhatTheCredentialMay() {
        // Given
        TestOrganization organization = TestOrganization.found();
        String technician = organization.accessTokenOf(organization.addMember("technician"));

        // When
        Response response = callerWith(technician).request().get("/api/v1/auth/me");

        // Then
        response.then()
                .statusCode(200)
                .body("data.credential_type", equalTo("user"))
                .body("data.role", equalTo("technician"))
                .body("data.user.full_name", equalTo("Member"))
                .body("data.scopes", hasItems("jobs:read"));
        assertThat(response.<List<String>>path("data.scopes")).doesNotContain("jobs:write", "admin:*");
    }

    @Test
    void showsTheUserThemselves() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response response = organization.admin().request().get("/api/v1/users/me");

        // Then
        response.then()
                .statusCode(200)
                .body("data.id", equalTo(organization.adminId().toString()))
                .body("data.type", equalTo("user"))
                .body("data.attributes.email", equalTo(organization.email()))
                .body("data.attributes.role", equalTo("admin"));
    }
}
