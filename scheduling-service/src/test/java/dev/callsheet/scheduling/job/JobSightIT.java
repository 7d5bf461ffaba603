package dev.callsheet.scheduling.job;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What those see whose membership restricts them to departments. */
@QuarkusTest
class JobSightIT {

    private static final String JOBS = "/api/v1/jobs";

    private final Caller admin = Caller.admin();
    private final Caller lightingChief = admin.colleagueIn(Set.of("lights"), "jobs:read", "jobs:write");

    @Test
    void aChiefSeesJobsThatTheirDepartmentWorksOn() {
        // Given
        String sound = create(admin, List.of("sound")).path("data.id");
        String both = create(admin, List.of("sound", "lights")).path("data.id");
        String open = create(admin, List.of()).path("data.id");

        // When
        Response list = lightingChief.request().get(JOBS);

        // Then
        list.then()
                .statusCode(200)
                .body("data.id", containsInAnyOrder(both, open))
                .body("meta.total", equalTo(2));
        lightingChief.request().get(JOBS + "/" + sound).then().statusCode(404);
        lightingChief
                .request()
                .body(Map.of("title", "Mine"))
                .patch(JOBS + "/" + sound)
                .then()
                .statusCode(404);
        lightingChief.request().delete(JOBS + "/" + sound).then().statusCode(404);
        lightingChief
                .request()
                .body(Map.of("title", "Ours"))
                .patch(JOBS + "/" + both)
                .then()
                .statusCode(200);
    }

    @Test
    void aChiefMakesNoJobThatTheyWouldNotSee() {
        // Given
        String both = create(admin, List.of("sound", "lights")).path("data.id");

        // When
        Response created = create(lightingChief, List.of("sound"));
        Response moved = lightingChief
                .request()
                .body(Map.of("departments", List.of("sound")))
                .patch(JOBS + "/" + both);

        // Then
        created.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        moved.then().statusCode(403);
        create(lightingChief, List.of("lights", "video")).then().statusCode(201);
    }

    private static Response create(Caller caller, List<String> departments) {
        return caller.request()
                .body(Map.of(
                        "title", "Festa Major",
                        "job_type", "single",
                        "start_time", "2026-06-01T08:00:00+02:00",
                        "end_time", "2026-06-01T20:00:00+02:00",
                        "departments", departments))
                .post(JOBS);
    }
}
