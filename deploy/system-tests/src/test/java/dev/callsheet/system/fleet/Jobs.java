package dev.callsheet.system.fleet;

import io.restassured.response.Response;
import java.util.UUID;

/** Jobs of the demo organization, through the public API. */
public final class Jobs {

    public static final String PATH = "/api/v1/jobs";

    private Jobs() {}

    /** A body that creates a job. */
    public static String named(String title) {
        return "{\"title\": \"%s\", \"job_type\": \"single\", \"start_time\": \"2027-06-01T08:00:00Z\", \"end_time\": \"2027-06-01T20:00:00Z\"}"
                .formatted(title);
    }

    /** A new job's id. */
    public static String create(RunningFleet fleet, String title) {
        Response created = fleet.asAdmin()
                .header("X-Idempotency-Key", UUID.randomUUID().toString())
                .body(named(title))
                .post(PATH);
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }

    public static Response rename(RunningFleet fleet, String id, String title) {
        return fleet.asAdmin().body("{\"title\": \"%s\"}".formatted(title)).put(PATH + "/" + id);
    }
}
