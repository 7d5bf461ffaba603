package dev.callsheet.identity.organization;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
    void everyCallerMaySeeTheScopes() {
        // When
        Response response = user.request().get("/api/v1/scopes");

        // Then
        response.then().statusCode(200).body("data[0].name", equalTo("admin:*"));
    }
}
