package dev.callsheet.timesheet.review;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.timesheet.roster.Neighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those see whom their role confines to their own timesheets, or their membership to departments. */
@QuarkusTest
class TimesheetSightIT {

    private static final String TIMESHEETS = "/api/v1/timesheets";
    private static final String[] SCOPES = {"timesheets:read", "timesheets:write"};

    private final Caller admin = Caller.admin();
    private final Caller technician = admin.colleagueWithOwn(Set.of("timesheets"), SCOPES);
    private final Caller lightingChief = admin.colleagueIn(Set.of("lights"), SCOPES);
    private UUID job;
    private UUID self;
    private UUID other;
    private String own;
    private String others;

    @BeforeEach
    void hearOfTwoMembersWhoWorked() {
        try (Neighbours neighbours = new Neighbours()) {
            job = neighbours.createJob(admin.organizationId());
            self = neighbours.createCrewMember(admin.organizationId(), technician.userId(), "sound");
            other = neighbours.createCrewMember(admin.organizationId(), UUID.randomUUID(), "lights");
        }
        own = createOnceKnown(self);
        others = createOnceKnown(other);
    }

    @Test
    void aTechnicianSeesTheirOwnOnly() {
        // When
        Response list = technician.request().get(TIMESHEETS);

        // Then
        list.then().statusCode(200).body("data.id", contains(own)).body("meta.total", equalTo(1));
        technician.request().get(TIMESHEETS + "/" + own).then().statusCode(200);
        technician
                .request()
                .get(TIMESHEETS + "?technician_id=" + other)
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
    }

    @Test
    void anothersTimesheetDoesNotExistForATechnician() {
        // Given
        String path = TIMESHEETS + "/" + others;

        // When / Then
        technician.request().get(path).then().statusCode(404).body("error.code", equalTo("NOT_FOUND"));
        technician.request().body(Map.of("notes", "Mine")).patch(path).then().statusCode(404);
        technician.request().post(path + "/submit").then().statusCode(404);
        technician.request().delete(path).then().statusCode(404);
        admin.request().get(path).then().statusCode(200).body("data.attributes.status", equalTo("draft"));
    }

    @Test
    void aTechnicianWritesForNobodyElse() {
        // When
        Response forOther = technician.request().body(timesheet(other)).post(TIMESHEETS);
        Response forNobody =
                technician.request().body(timesheet(UUID.randomUUID())).post(TIMESHEETS);
        Response handedOver =
                technician.request().body(Map.of("technician_id", other)).patch(TIMESHEETS + "/" + own);

        // Then
        forOther.then()
                .statusCode(403)
                .body("error.code", equalTo("FORBIDDEN"))
                .body("error.details[0].field", equalTo("technician_id"));
        forNobody.then().statusCode(403);
        handedOver.then().statusCode(403);
        technician.request().body(timesheet(self)).post(TIMESHEETS).then().statusCode(201);
    }

    @Test
    void aTechnicianChangesAndSubmitsTheirOwn() {
        // Given
        String path = TIMESHEETS + "/" + own;

        // When / Then
        technician
                .request()
                .body(Map.of("notes", "Late load-out"))
                .patch(path)
                .then()
                .statusCode(200);
        technician
                .request()
                .post(path + "/submit")
                .then()
                .statusCode(200)
                .body("data.attributes.status", equalTo("submitted"));
    }

    @Test
    void whoeverIsNoCrewMemberHasNoneOfTheirOwn() {
        // Given
        Caller stranger = admin.colleagueWithOwn(Set.of("timesheets"), SCOPES);

        // When
        Response list = stranger.request().get(TIMESHEETS);

        // Then
        list.then().statusCode(200).body("data", hasSize(0));
        stranger.request().body(timesheet(self)).post(TIMESHEETS).then().statusCode(403);
    }

    @Test
    void aChiefSeesTheTimesheetsOfTheirDepartment() {
        // When
        Response list = lightingChief.request().get(TIMESHEETS);

        // Then
        list.then().statusCode(200).body("data.id", contains(others));
        lightingChief.request().get(TIMESHEETS + "/" + own).then().statusCode(404);
        lightingChief.request().get(TIMESHEETS + "/" + others).then().statusCode(200);
    }

    @Test
    void everybodyElseSeesAll() {
        // When
        Response list = admin.colleagueWithScopes(SCOPES).request().get(TIMESHEETS);

        // Then
        list.then().statusCode(200).body("data.id", containsInAnyOrder(own, others));
    }

    private String createOnceKnown(UUID member) {
        Response[] created = new Response[1];
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            created[0] = admin.request().body(timesheet(member)).post(TIMESHEETS);
            return created[0].statusCode() == 201;
        });
        return created[0].path("data.id");
    }

    private Map<String, Object> timesheet(UUID member) {
        return Map.of(
                "job_id", job,
                "technician_id", member,
                "date", "2026-06-01",
                "start_time", "08:00",
                "end_time", "18:00");
    }
}
