package dev.callsheet.system.issuer;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.system.fleet.RunningFleet;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People of an organization sign in at its own Keycloak and use the API with what they get there. */
@Tag("slow")
class KeycloakIT {

    private static Keycloak keycloak;
    private static RunningFleet fleet;

    @BeforeAll
    static void start() {
        keycloak = new Keycloak();
        fleet = RunningFleet.shared();
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @Test
    void aUserOfKeycloakWorksAtTheGatewayUntilTheIssuerIsRemoved() {
        // Given
        String issuers = "/api/v1/organizations/" + fleet.credentials().organizationId() + "/issuers";
        String token = keycloak.signIn(Keycloak.USER, Keycloak.PASSWORD);
        fleet.as(token).get("/api/v1/jobs").then().statusCode(401);
        String issuer = fleet.asAdmin()
                .body(Map.of(
                        "issuer",
                        keycloak.issuer(),
                        "audience",
                        "callsheet",
                        "provision_users",
                        true,
                        "claims",
                        Map.of("role", "realm_access.roles", "roles", Map.of("crew-chief", "house_tech"))))
                .post(issuers)
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        // When
        Response allowed = awaitAdmitted(token);
        Response refused =
                fleet.as(token).body(Map.of("name", "Hall", "city", "Lleida")).post("/api/v1/locations");
        Response me = fleet.as(token).get("/api/v1/auth/me");

        // Then
        allowed.then().statusCode(200);
        refused.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        me.then().statusCode(200).body("data.user.email", equalTo(Keycloak.EMAIL));
        fleet.asAdmin().delete(issuers + "/" + issuer).then().statusCode(204);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> fleet.as(token).get("/api/v1/jobs").statusCode() == 401);
    }

    /** The gateway repeats a refusal for some seconds. */
    private static Response awaitAdmitted(String token) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> fleet.as(token).get("/api/v1/jobs"), response -> response.statusCode() == 200);
    }
}
