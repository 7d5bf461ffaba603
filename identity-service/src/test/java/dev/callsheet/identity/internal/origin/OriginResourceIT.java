package dev.callsheet.identity.internal.origin;

import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OriginResourceIT {

    private static final String ORIGINS = "/internal/v1/origins";

    @Test
    void namesEachOriginOnceWhoeverRegisteredIt() {
        // Given
        String shared = "https://" + UUID.randomUUID() + ".example";
        String own = "https://" + UUID.randomUUID() + ".example";
        register(TestOrganization.found(), shared);
        register(TestOrganization.found(), shared, own);

        // When
        List<String> origins = module("gateway-service")
                .get(ORIGINS)
                .then()
                .statusCode(200)
                .extract()
                .path("origins");

        // Then
        assertThat(origins).containsOnlyOnce(shared, own);
    }

    @Test
    void forgetsThoseOfADeletedOrganization() {
        // Given
        String origin = "https://" + UUID.randomUUID() + ".example";
        TestOrganization organization = TestOrganization.found();
        register(organization, origin);
        Database.update("update organization set deleted_at = now() where id = ?", organization.id());

        // When
        List<String> origins = module("gateway-service").get(ORIGINS).path("origins");

        // Then
        assertThat(origins).doesNotContain(origin);
    }

    @Test
    void tellsNobodyButTheGateways() {
        // When
        Response asked = module("fleet").get(ORIGINS);

        // Then
        asked.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    private static void register(TestOrganization organization, String... origins) {
        Database.update(
                "update organization set cors_origins = string_to_array(?, ',') where id = ?",
                String.join(",", origins),
                organization.id());
    }
}
