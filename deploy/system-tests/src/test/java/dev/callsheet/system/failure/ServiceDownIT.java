package dev.callsheet.system.failure;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceDownIT {

    private final RunningFleet fleet = RunningFleet.shared();

    @AfterEach
    void repair() {
        fleet.up();
        fleet.awaitReady();
    }

    @Test
    void oneServiceDownTakesItsOwnPathsOnly() {
        // When
        fleet.stop("scheduling");

        // Then
        fleet.asAdmin()
                .get(Jobs.PATH)
                .then()
                .statusCode(503)
                .body("error.code", equalTo("SERVICE_UNAVAILABLE"))
                .header("Retry-After", notNullValue());
        fleet.asAdmin().get("/api/v1/webhooks").then().statusCode(200);
        fleet.asAdmin().get("/api/v1/api-keys").then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> fleet.anonymous().get("/api/v1/health").then().body("status", equalTo("degraded")));
    }

    @Test
    void knownCredentialsKeepWorkingWithoutIdentity() {
        // Given
        fleet.asAdmin().get(Jobs.PATH).then().statusCode(200);

        // When
        fleet.stop("identity");

        // Then
        Instant end = Instant.now().plus(Outage.duration());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    fleet.asAdmin().get(Jobs.PATH).then().statusCode(200);
                    return Instant.now().isAfter(end);
                });
        fleet.asAdmin().get("/api/v1/api-keys").then().statusCode(503);
    }
}
