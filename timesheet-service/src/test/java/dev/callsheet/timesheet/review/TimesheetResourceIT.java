package dev.callsheet.timesheet.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import dev.callsheet.timesheet.roster.Neighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TimesheetResourceIT {

    private static final String TIMESHEETS = "/api/v1/timesheets";

    private final Caller admin = Caller.admin();
    private UUID job;
    private UUID technician;

    @BeforeEach
    void hearOfAJobAndATechnician() {
        try (Neighbours neighbours = new Neighbours()) {
            job = neighbours.createJob(admin.organizationId());
            technician = neighbours.createCrewMember(admin.organizationId());
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.request()
                                .body(timesheet("2020-01-01", "08:00", "08:01"))
                                .post(TIMESHEETS)
                                .statusCode()
                        == 201);
        admin.request()
                .get(TIMESHEETS)
                .jsonPath()
                .getList("data.id", String.class)
                .forEach(probe ->
                        admin.request().delete(TIMESHEETS + "/" + probe).then().statusCode(204));
    }

    @Test
    void createsATimesheetThatCrossesMidnight() {
        // When
        Response created = admin.request().body("""
                        {"job_id": "%s", "technician_id": "%s", "date": "2026-06-01", "start_time": "08:00",
                         "end_time": "02:00", "break_minutes": 60, "notes": "Extended due to delayed load-out"}
                        """.formatted(job, technician)).post(TIMESHEETS);

        // Then
        created.then()
                .statusCode(201)
                .header("Location", equalTo(TIMESHEETS + "/" + idOf(created)))
                .body("data.type", equalTo("timesheet"))
                .body("data.attributes.status", equalTo("draft"))
                .body("data.attributes.start_time", equalTo("08:00"))
                .body("data.attributes.end_time", equalTo("02:00"))
                .body("data.attributes.starts_at", equalTo("2026-06-01T08:00:00+02:00"))
                .body("data.attributes.ends_at", equalTo("2026-06-02T02:00:00+02:00"))
                .body("data.attributes.time_zone", equalTo("Europe/Madrid"))
                .body("data.attributes.break_minutes", equalTo(60))
                .body("data.attributes.worked_minutes", equalTo(1020))
                .body("data.attributes.submitted_at", nullValue())
                .body("data.relationships.job.id", equalTo(job.toString()))
                .body("data.relationships.technician.type", equalTo("crew"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-28, 420", "2026-10-24, 540", "2026-06-01, 480"})
    void countsTheHoursOfANightThatElapse(String date, int minutes) {
        admin.request()
                .body(timesheet(date, "22:00", "06:00"))
                .post(TIMESHEETS)
                .then()
                .statusCode(201)
                .body("data.attributes.worked_minutes", equalTo(minutes));
    }

    @Test
    void refusesEqualEnds() {
        admin.request()
                .body(timesheet("2026-06-01", "08:00", "08:00"))
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("INVALID_TIME_RANGE"));
    }

    @Test
    void refusesATimeThatTheClocksSkip() {
        admin.request()
                .body(timesheet("2026-03-28", "20:00", "02:30"))
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("end_time"))
                .body("error.details[0].message", containsString("03:30"));
    }

    @Test
    void refusesABreakThatLeavesNoWork() {
        admin.request()
                .body(timesheet("2026-06-01", "08:00", "09:00").replace("{", "{\"break_minutes\": 60, "))
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("break_minutes"));
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        admin.request()
                .body("""
                        {"job_id": "42", "date": "June", "start_time": "8:00", "end_time": "25:00", "break_minutes": -1,
                         "overtime": true}
                        """)
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body(
                        "error.details.field",
                        hasItems(
                                "job_id",
                                "technician_id",
                                "date",
                                "start_time",
                                "end_time",
                                "break_minutes",
                                "overtime"));
    }

    @Test
    void refusesAJobAndATechnicianThatNobodyHasHeardOf() {
        admin.request()
                .body("""
                        {"job_id": "%s", "technician_id": "%s", "date": "2026-06-01", "start_time": "08:00", "end_time": "20:00"}
                        """.formatted(UUID.randomUUID(), UUID.randomUUID()))
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.details.field", contains("job_id", "technician_id"));
    }

    @Test
    void updatesADraft() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");

        // When
        Response updated = admin.request().body("""
                        {"start_time": "07:30", "end_time": "00:30", "break_minutes": 45, "notes": "Early call time"}
                        """).put(TIMESHEETS + "/" + id);

        // Then
        updated.then()
                .statusCode(200)
                .body("data.attributes.worked_minutes", equalTo(975))
                .body("data.attributes.notes", equalTo("Early call time"))
                .body("data.attributes.version", equalTo(2));
        String given = admin.request().get(TIMESHEETS + "/" + id).asString();
        admin.request()
                .body(given)
                .put(TIMESHEETS + "/" + id)
                .then()
                .statusCode(200)
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void submitsADraftOnceAndKeepsItFromThenOn() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");

        // When
        Response submitted = admin.request().post(TIMESHEETS + "/" + id + "/submit");

        // Then
        submitted
                .then()
                .statusCode(200)
                .body("data.attributes.status", equalTo("submitted"))
                .body("data.attributes.submitted_at", notNullValue())
                .body("data.attributes.version", equalTo(2));
        refused(admin.request().post(TIMESHEETS + "/" + id + "/submit"));
        refused(admin.request().body("{\"notes\": \"late\"}").put(TIMESHEETS + "/" + id));
        refused(admin.request().delete(TIMESHEETS + "/" + id));
        admin.request().get(TIMESHEETS + "?needs_approval=true").then().body("data.id", contains(id));
    }

    @Test
    void theSameSubmissionTwiceGivesTheSameAnswer() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");
        String key = UUID.randomUUID().toString();
        Response first = admin.request().header("X-Idempotency-Key", key).post(TIMESHEETS + "/" + id + "/submit");

        // When
        Response second = admin.request().header("X-Idempotency-Key", key).post(TIMESHEETS + "/" + id + "/submit");

        // Then
        second.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void refusesAStaleVersion() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");
        String tag = admin.request().get(TIMESHEETS + "/" + id).header("ETag");
        admin.request()
                .body("{\"notes\": \"x\"}")
                .put(TIMESHEETS + "/" + id)
                .then()
                .statusCode(200);

        // When
        Response stale = admin.request().header("If-Match", tag).post(TIMESHEETS + "/" + id + "/submit");

        // Then
        stale.then().statusCode(412);
        admin.request()
                .header("If-Match", tag)
                .delete(TIMESHEETS + "/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void forgetsADeletedTimesheet() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");

        // When
        admin.request().delete(TIMESHEETS + "/" + id).then().statusCode(204);

        // Then
        admin.request().get(TIMESHEETS + "/" + id).then().statusCode(404);
        admin.request().get(TIMESHEETS).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void anotherOrganizationsTimesheetIsNotThereOnAnyVerb() {
        // Given
        String id = create("2026-06-01", "08:00", "23:00");
        Caller stranger = Caller.admin();

        // When / Then
        stranger.request().get(TIMESHEETS + "/" + id).then().statusCode(404);
        stranger.request()
                .body("{\"notes\": \"x\"}")
                .put(TIMESHEETS + "/" + id)
                .then()
                .statusCode(404);
        stranger.request()
                .body("{\"notes\": \"x\"}")
                .patch(TIMESHEETS + "/" + id)
                .then()
                .statusCode(404);
        stranger.request().post(TIMESHEETS + "/" + id + "/submit").then().statusCode(404);
        stranger.request().delete(TIMESHEETS + "/" + id).then().statusCode(404);
        stranger.request().get(TIMESHEETS).then().body("data", hasSize(0));
        stranger.request()
                .body(timesheet("2026-06-01", "08:00", "20:00"))
                .post(TIMESHEETS)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("job_id", "technician_id"));
    }

    @Test
    void refusesACallerWithoutTheScope() {
        Caller reader = Caller.withScopes("timesheets:read");
        reader.request().get(TIMESHEETS).then().statusCode(200);
        reader.request()
                .body("{}")
                .post(TIMESHEETS)
                .then()
                .statusCode(403)
                .body("error.required_scopes", contains("timesheets:write"));
    }

    @Test
    void theSameCreationTwiceMakesOneTimesheet() {
        // Given
        String key = UUID.randomUUID().toString();
        String body = timesheet("2026-06-01", "08:00", "20:00");
        Response first =
                admin.request().header("X-Idempotency-Key", key).body(body).post(TIMESHEETS);

        // When
        Response second =
                admin.request().header("X-Idempotency-Key", key).body(body).post(TIMESHEETS);

        // Then
        second.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        admin.request().get(TIMESHEETS).then().body("meta.total", equalTo(1));
    }

    @Test
    void tellsOfEveryChangeInOrder() {
        try (TestTopic topic = TestTopic.of("timesheet.events")) {
            // Given
            String submitted = create("2026-06-01", "08:00", "20:00");
            String deleted = create("2026-06-02", "08:00", "20:00");

            // When
            admin.request()
                    .body("{\"end_time\": \"21:00\"}")
                    .put(TIMESHEETS + "/" + submitted)
                    .then()
                    .statusCode(200);
            admin.request()
                    .post(TIMESHEETS + "/" + submitted + "/submit")
                    .then()
                    .statusCode(200);
            admin.request().delete(TIMESHEETS + "/" + deleted).then().statusCode(204);

            // Then
            await().untilAsserted(() -> {
                assertThat(topic.eventsOf(submitted))
                        .extracting(event -> event.path("type").asText())
                        .containsExactly("timesheet.created", "timesheet.updated", "timesheet.submitted");
                assertThat(topic.eventsOf(deleted))
                        .extracting(event -> event.path("type").asText())
                        .containsExactly("timesheet.created", "timesheet.deleted");
            });
            assertThat(topic.eventsOf(submitted)
                            .getLast()
                            .at("/data/timesheet/worked_minutes")
                            .asInt())
                    .isEqualTo(780);
        }
    }

    @Test
    void filtersAndSorts() {
        // Given
        create("2026-06-01", "08:00", "20:00");
        create("2026-06-02", "08:00", "21:00");
        String third = create("2026-06-03", "22:00", "06:00");
        admin.request().post(TIMESHEETS + "/" + third + "/submit").then().statusCode(200);

        // When / Then
        dates("count=true", "2026-06-03", "2026-06-02", "2026-06-01");
        dates("sort=date", "2026-06-01", "2026-06-02", "2026-06-03");
        dates("sort=worked_minutes", "2026-06-03", "2026-06-01", "2026-06-02");
        dates("date=2026-06-02", "2026-06-02");
        dates("date_from=2026-06-02&date_to=2026-06-02", "2026-06-02");
        dates("date_from=2026-06-02", "2026-06-03", "2026-06-02");
        dates("status=submitted", "2026-06-03");
        dates("needs_approval=false", "2026-06-02", "2026-06-01");
        dates("job_id=" + job + "&technician_id=" + technician + "&date=2026-06-01", "2026-06-01");
        dates("job_id=" + UUID.randomUUID());
    }

    private static void refused(Response answer) {
        answer.then().statusCode(422).body("error.code", equalTo("UNPROCESSABLE"));
    }

    private void dates(String query, String... expected) {
        List<String> found = admin.request()
                .urlEncodingEnabled(false)
                .get(TIMESHEETS + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.attributes.date", String.class);
        assertThat(found).as(query).containsExactly(expected);
    }

    private String create(String date, String start, String end) {
        return idOf(admin.request().body(timesheet(date, start, end)).post(TIMESHEETS));
    }

    private String timesheet(String date, String start, String end) {
        return "{\"job_id\": \"%s\", \"technician_id\": \"%s\", \"date\": \"%s\", \"start_time\": \"%s\", \"end_time\": \"%s\"}"
                .formatted(job, technician, date, start, end);
    }

    private static String idOf(Response created) {
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }
}
