package dev.callsheet.identity.internal.bootstrap;

import static dev.callsheet.identity.fixture.TestOrganization.bootstrap;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BootstrapResourceIT {

    @Test
    void askedAgainItChangesNothing() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response again = bootstrap(
                Map.of("organization_name", organization.name(), "admin_email", organization.email(), "demo", true));

        // Then
        again.then()
                .statusCode(200)
                .body("created", equalTo(false))
                .body("organization_id", equalTo(organization.id().toString()))
                .body("admin_password", nullValue())
                .body("live_key", nullValue());
        organization.login().then().statusCode(200);
        exchange(organization.liveKey()).then().statusCode(200);
    }

    @Test
    void manyAtOnceFoundOneOrganizationWhoseAdminCanSignIn() {
        // Given
        Map<String, Object> request = Map.of(
                "organization_name", "Organization " + UUID.randomUUID(),
                "admin_email", UUID.randomUUID() + "@example.com",
                "demo", false);

        // When
        List<Response> responses;
        try (ExecutorService launchers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> calls = Stream.of(1, 2, 3, 4)
                    .map(launcher -> CompletableFuture.supplyAsync(() -> bootstrap(request), launchers))
                    .toList();
            responses = calls.stream().map(CompletableFuture::join).toList();
        }

        // Then
        assertThat(responses).extracting(Response::statusCode).isSubsetOf(200, 409);
        List<Response> founded = responses.stream()
                .filter(response -> response.statusCode() == 200)
                .filter(response -> response.<Boolean>path("created"))
                .toList();
        assertThat(founded).hasSize(1);
        json().body(Map.of(
                        "email", request.get("admin_email"),
                        "password", founded.getFirst().<String>path("admin_password")))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200);
    }

    @Test
    void renewingReplacesThePasswordAndMakesNewKeys() {
        // Given
        TestOrganization organization = TestOrganization.found();

        // When
        Response renewed = bootstrap(Map.of(
                "organization_name",
                organization.name(),
                "admin_email",
                organization.email(),
                "demo",
                true,
                "renew",
                true));

        // Then
        renewed.then().statusCode(200).body("created", equalTo(false));
        organization.login().then().statusCode(401);
        organization.login(renewed.path("admin_password")).then().statusCode(200);
        exchange(renewed.path("test_key"))
                .then()
                .statusCode(200)
                .body(
                        "principal.organization_id",
                        equalTo(organization.sandboxId().toString()));
    }

    @Test
    void aProductionOrganizationGetsNoKeysAndTheGivenPassword() {
        // Given
        String email = UUID.randomUUID() + "@example.com";

        // When
        Response response = bootstrap(Map.of(
                "organization_name",
                "Organization " + UUID.randomUUID(),
                "admin_email",
                email,
                "admin_password",
                "correct horse battery",
                "time_zone",
                "Europe/Paris",
                "demo",
                false));

        // Then
        response.then()
                .statusCode(200)
                .body("created", equalTo(true))
                .body("live_key", nullValue())
                .body("admin_password", equalTo("correct horse battery"));
    }

    @Test
    void nobodyButTheLauncherMayFound() {
        // When
        Response response = module("gateway-service")
                .body(Map.of("organization_name", "Hijack", "admin_email", "x@example.com"))
                .post("/internal/v1/bootstrap");

        // Then
        response.then().statusCode(403);
    }

    @Test
    void everythingWrongWithTheBodyIsReportedAtOnce() {
        // When
        Response response =
                bootstrap(Map.of("admin_email", "nobody", "admin_password", "short", "time_zone", "Mars/Olympus"));

        // Then
        response.then()
                .statusCode(400)
                .body(
                        "error.details.field",
                        hasItems("organization_name", "admin_email", "admin_password", "time_zone"));
    }
}
