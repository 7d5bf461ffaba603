package dev.callsheet.identity.internal.plan;

import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PlanResourceIT {

    private TestOrganization organization;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
    }

    @Test
    void theSandboxIsOnThePlanOfItsOrganization() {
        // When
        Response response = put("fleet", organization.id(), "standard");

        // Then
        response.then().statusCode(204);
        exchange(organization.liveKey())
                .then()
                .body("principal.plan", equalTo("standard"))
                .body("plan_limit.per_minute", equalTo(60));
        exchange(organization.testKey()).then().body("principal.plan", equalTo("standard"));
    }

    @Test
    void aPlanThatThereIsNotNamesThoseThatThereAre() {
        // When
        Response response = put("fleet", organization.id(), "platinum");

        // Then
        response.then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("plan"))
                .body("error.details[0].message", containsString("free, basic, standard"));
        put("fleet", UUID.randomUUID(), "standard").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"gateway-service, 403", "stranger, 401"})
    void nobodyButTheOperatorMayChangeIt(String module, int status) {
        // When
        Response response = put(module, organization.id(), "standard");

        // Then
        response.then().statusCode(status);
    }

    private static Response put(String module, UUID organization, String plan) {
        return module(module).body(Map.of("plan", plan)).put("/internal/v1/organizations/" + organization + "/plan");
    }
}
