package dev.callsheet.system.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.system.fleet.Company;
import dev.callsheet.system.fleet.Jobs;
import dev.callsheet.system.fleet.Member;
import dev.callsheet.system.fleet.RunningFleet;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions about a member reach credentials that are in use, within seconds and without a new sign-in. */
class LiveCredentialIT {

    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final RunningFleet fleet = RunningFleet.shared();
    private final Company company = fleet.found("Live credentials");

    @Test
    void aRoleChangeWhileATokenIsLive() {
        // Given
        Member member = fleet.join(company, "viewer");
        assertThat(createJobAs(member)).isEqualTo(403);

        // When
        changeRole(member, "project_manager");

        // Then
        await().atMost(SECONDS).until(() -> createJobAs(member), status -> status == 201);

        // And back
        changeRole(member, "viewer");
        await().atMost(SECONDS).until(() -> createJobAs(member), status -> status == 403);
    }

    @Test
    void aMemberWhoIsPutOutWhileATokenIsLive() {
        // Given
        Member member = fleet.join(company, "project_manager");
        assertThat(createJobAs(member)).isEqualTo(201);

        // When
        fleet.as(company.key())
                .delete("/api/v1/users/" + member.userId())
                .then()
                .statusCode(204);

        // Then
        await().atMost(SECONDS).until(() -> createJobAs(member), status -> status == 401 || status == 403);
    }

    private void changeRole(Member member, String role) {
        fleet.as(company.key())
                .header("X-Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"role\": \"%s\"}".formatted(role))
                .put("/api/v1/users/" + member.userId() + "/role")
                .then()
                .statusCode(200);
    }

    private int createJobAs(Member member) {
        return fleet.as(member.token()).body(Jobs.named("Live")).post(Jobs.PATH).statusCode();
    }
}
