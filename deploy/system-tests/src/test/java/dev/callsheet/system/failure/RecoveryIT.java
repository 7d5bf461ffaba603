package dev.callsheet.system.failure;

import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.RunningFleet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RecoveryIT {

    private final RunningFleet fleet = RunningFleet.shared();

    @Test
    void downAndUpKeepTheData() {
        // Given
        String job = Jobs.create(fleet, "Survivor");

        // When
        fleet.down();
        fleet.up();
        fleet.awaitReady();

        // Then
        fleet.asAdmin().get(Jobs.PATH + "/" + job).then().statusCode(200);
    }

    @Test
    void upBringsBackAnyProcessThatWasKilled() {
        for (String part : fleet.parts()) {
            // Given
            String job = Jobs.create(fleet, "Before " + part + " was killed");

            // When
            fleet.kill(part);
            fleet.up();
            fleet.awaitReady();

            // Then
            fleet.asAdmin().get(Jobs.PATH + "/" + job).then().statusCode(200);
        }
    }
}
