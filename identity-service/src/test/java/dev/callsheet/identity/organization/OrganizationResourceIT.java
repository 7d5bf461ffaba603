package dev.callsheet.identity.organization;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationResourceIT {

    private static final String ORGANIZATIONS = "/api/v1/organizations";

    private TestOrganization organization;
    private Caller user;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        user = callerWith(organization.login().path("data.access_token"));
    }

    @Test
    void aUserSeesTheirOrganizationAndItsSandbox() {
        // When
        Response response = user.request().get(ORGANIZATIONS);

        // Then
        response.then()
                .statusCode(200)
                .body(
                        "data.id",
                        contains(
                                organization.id().toString(),
                                organization.sandboxId().toString()))
                .body("data.attributes.environment", contains("live", "test"))
                .body("data.attributes.role", contains("admin", "admin"))
                .body("meta.total", equalTo(2));
    }

    @Test
    void aKeySeesTheOneThatItActsIn() {
        // When
        Response response = callerWith(organization.testKey()).request().get(ORGANIZATIONS);

        // Then
        response.then()
                .statusCode(200)
                .body("data.id", contains(organization.sandboxId().toString()));
    }

    @Test
    void listsCanBeFilteredSortedAndPaged() {
        // When
        Response filtered =
                user.request().queryParam("filter[environment]", "test").get(ORGANIZATIONS);
        Response first = user.request()
                .queryParam("limit", 1)
                .queryParam("sort", "-environment")
                .get(ORGANIZATIONS);

        // Then
        filtered.then().statusCode(200).body("data", hasSize(1));
        first.then().statusCode(200).body("data.attributes.environment", contains("test"));
        user.request()
                .urlEncodingEnabled(false)
                .get(first.<String>path("links.next"))
                .then()
                .statusCode(200)
                .body("data.attributes.environment", contains("live"));
    }

    @Test
    void aForeignOrganizationDoesNotExist() {
        // Given
        TestOrganization foreign = TestOrganization.found();

        // When / Then
        user.request().get(ORGANIZATIONS + "/" + foreign.id()).then().statusCode(404);
        organization
                .admin()
                .request()
                .get(ORGANIZATIONS + "/" + foreign.id())
                .then()
                .statusCode(404);
        user.request()
                .get(ORGANIZATIONS + "/" + organization.id())
                .then()
                .statusCode(200)
                .body("data.attributes.name", equalTo(organization.name()))
                .body("data.attributes.version", equalTo(1));
    }

    @Test
    void changesItsSettingsAndLeavesThePlanAlone() {
        // Given
        Response shown = user.request().get(ORGANIZATIONS + "/" + organization.id());

        // When
        Response changed = user.request()
                .header("If-Match", shown.header("ETag"))
                .body(Map.of(
                        "name", "Sector Sonido",
                        "time_zone", "Atlantic/Canary",
                        "plan", "free",
                        "cors_origins", List.of("HTTPS://App.Example.com")))
                .patch(ORGANIZATIONS + "/" + organization.id());

        // Then
        changed.then()
                .statusCode(200)
                .body("data.attributes.name", equalTo("Sector Sonido"))
                .body("data.attributes.plan", equalTo("enterprise"))
                .body("data.attributes.cors_origins", contains("https://app.example.com"))
                .body("data.attributes.role", equalTo("admin"))
                .body("data.attributes.version", equalTo(2));
        exchange(organization.liveKey())
                .then()
                .body("principal.time_zone", equalTo("Atlantic/Canary"))
                .body("cors_origins", contains("https://app.example.com"));
        exchange(organization.testKey()).then().body("cors_origins", hasSize(0));
        user.request()
                .header("If-Match", shown.header("ETag"))
                .body(Map.of("name", "Late"))
                .put(ORGANIZATIONS + "/" + organization.id())
                .then()
                .statusCode(412);
    }

    @Test
    void whatIsNoZoneOrOriginIsNamed() {
        // When
        Response response = user.request()
                .body(Map.of("time_zone", "Mars/Olympus", "cors_origins", List.of("*")))
                .patch(ORGANIZATIONS + "/" + organization.id());

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("time_zone"));
    }

    @Test
    void isChangedByWhoeverActsInItAndMay() {
        // Given
        var manager = callerWith(organization.accessTokenOf(organization.addMember("management")));
        var stranger = TestOrganization.found().admin();

        // When
        Response byManager =
                manager.request().body(Map.of("name", "Mine")).patch(ORGANIZATIONS + "/" + organization.id());
        Response fromLive =
                user.request().body(Map.of("name", "Mine")).patch(ORGANIZATIONS + "/" + organization.sandboxId());
        Response byStranger =
                stranger.request().body(Map.of("name", "Mine")).patch(ORGANIZATIONS + "/" + organization.id());

        // Then
        byManager.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        fromLive.then().statusCode(403).body("error.message", containsString("X-Organization-ID"));
        byStranger.then().statusCode(404);
    }

    @Test
    void everyCallerMaySeeTheScopes() {
        // When
        Response response = user.request().get("/api/v1/scopes");

        // Then
        response.then().statusCode(200).body("data[0].name", equalTo("admin:*"));
    }
}
