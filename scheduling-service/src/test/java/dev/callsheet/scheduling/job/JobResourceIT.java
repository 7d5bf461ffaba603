package dev.callsheet.scheduling.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class JobResourceIT {

    private static final String JOBS = "/api/v1/jobs";

    private final Caller admin = Caller.admin();

    @Test
    void createsAJobWithEveryFieldOfTheSpecification() {
        // Given
        String location = idOf(admin.request()
                .body(
                        "{\"name\": \"Parc del Fòrum\", \"city\": \"Barcelona\", \"coordinates\": {\"lat\": 41.4103, \"lng\": 2.2209}}")
                .post("/api/v1/locations"));
        String tour = idOf(admin.request()
                .body(
                        "{\"name\": \"Gira\", \"tour_type\": \"tour\", \"start_date\": \"2026-06-01\", \"end_date\": \"2026-08-31\"}")
                .post("/api/v1/tours"));

        // When
        Response created = admin.request().body("""
                        {"title": "Corporate Event", "description": "Full AV", "job_type": "evento",
                         "job_date_type": "show", "status": "tentativa",
                         "start_time": "2026-07-15T08:00:00+02:00", "end_time": "2026-07-15T22:00:00+02:00",
                         "location_id": "%s", "tour_id": "%s", "departments": ["sound", "video"],
                         "required_roles": {"sound": [{"role": "FOH Engineer", "count": 1}, {"role": "Stage Tech", "count": 2}]},
                         "notes": "Client contact: María López", "color": "#10B981",
                         "rates_approved": true, "invoicing_company": "Callsheet SL"}
                        """.formatted(location, tour)).post(JOBS);

        // Then
        created.then()
                .statusCode(201)
                .header("Location", equalTo(JOBS + "/" + idOf(created)))
                .header("ETag", matchesPattern("\"1\\.[0-9a-f]+\""))
                .header("X-Request-ID", notNullValue())
                .body("success", equalTo(true))
                .body("data.type", equalTo("job"))
                .body("data.attributes.status", equalTo("tentativa"))
                .body("data.attributes.start_time", equalTo("2026-07-15T08:00:00+02:00"))
                .body("data.attributes.location.name", equalTo("Parc del Fòrum"))
                .body("data.attributes.location.coordinates.lat", equalTo(41.4103f))
                .body("data.attributes.departments", contains("sound", "video"))
                .body("data.attributes.required_roles.sound[1].count", equalTo(2))
                .body("data.attributes.crew_count.required", equalTo(3))
                .body("data.attributes.version", equalTo(1))
                .body("data.relationships.tour.id", equalTo(tour));
        admin.request()
                .get(JOBS + "/{id}?expand=tour", idOf(created))
                .then()
                .statusCode(200)
                .body("data.relationships.tour.data.attributes.name", equalTo("Gira"));
    }

    @Test
    void updatesWhatABodyNamesAndLeavesTheRest() {
        // Given
        String id = createJob("Festival", "2026-06-01");

        // When
        Response updated = admin.request()
                .body("{\"status\": \"confirmado\", \"notes\": \"Catering confirmed\"}")
                .put(JOBS + "/" + id);

        // Then
        updated.then()
                .statusCode(200)
                .body("data.attributes.status", equalTo("confirmado"))
                .body("data.attributes.notes", equalTo("Catering confirmed"))
                .body("data.attributes.title", equalTo("Festival"))
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void takesBackWhatItGave() {
        // Given
        String id = createJob("Round trip", "2026-06-01");
        String given = admin.request().get(JOBS + "/" + id).asString();

        // When
        Response updated = admin.request().body(given).put(JOBS + "/" + id);

        // Then
        updated.then().statusCode(200).body("data.attributes.version", equalTo(1));
    }

    @Test
    void refusesAStaleVersion() {
        // Given
        String id = createJob("Twice edited", "2026-06-01");
        String tag = admin.request().get(JOBS + "/" + id).header("ETag");
        admin.request()
                .body("{\"title\": \"First\"}")
                .put(JOBS + "/" + id)
                .then()
                .statusCode(200);

        // When
        Response stale = admin.request()
                .header("If-Match", tag)
                .body("{\"title\": \"Second\"}")
                .put(JOBS + "/" + id);

        // Then
        stale.then().statusCode(412).body("error.code", equalTo("PRECONDITION_FAILED"));
        admin.request()
                .body("{\"title\": \"Third\", \"version\": 1}")
                .patch(JOBS + "/" + id)
                .then()
                .statusCode(412);
        admin.request().header("If-Match", tag).delete(JOBS + "/" + id).then().statusCode(412);
    }

    @Test
    void refusesAStatusThatMayNotFollow() {
        // Given
        String id = createJob("Cancelled", "2026-06-01");
        admin.request()
                .body("{\"status\": \"cancelado\"}")
                .put(JOBS + "/" + id)
                .then()
                .statusCode(200);

        // When
        Response refused = admin.request().body("{\"status\": \"confirmado\"}").put(JOBS + "/" + id);

        // Then
        refused.then()
                .statusCode(422)
                .body("error.code", equalTo("UNPROCESSABLE"))
                .body("error.details[0].message", containsString("pendiente"));
    }

    @Test
    void forgetsADeletedJob() {
        // Given
        String id = createJob("Deleted", "2026-06-01");

        // When
        admin.request().delete(JOBS + "/" + id).then().statusCode(204);

        // Then
        admin.request().get(JOBS + "/" + id).then().statusCode(404).body("error.code", equalTo("NOT_FOUND"));
        admin.request().delete(JOBS + "/" + id).then().statusCode(404);
        admin.request().get(JOBS).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void answers304ToAFreshTag() {
        // Given
        String id = createJob("Cached", "2026-06-01");
        String tag = admin.request().get(JOBS + "/" + id).header("ETag");

        // When
        Response again = admin.request().header("If-None-Match", tag).get(JOBS + "/" + id);

        // Then
        again.then().statusCode(304).header("ETag", equalTo(tag));
        assertThat(again.asString()).isEmpty();
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        // When
        Response refused = admin.request().body("""
                        {"title": " ", "job_type": "party", "start_time": "yesterday", "departments": ["audio"],
                         "required_roles": {"sound": [{"role": "FOH", "count": "two"}, {"rle": "LD"}]},
                         "color": "green", "location_id": "42", "colour": "x", "rates_approved": "yes"}
                        """).post(JOBS);

        // Then
        refused.then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.request_id", notNullValue())
                .body(
                        "error.details.field",
                        hasItems(
                                "title",
                                "job_type",
                                "start_time",
                                "end_time",
                                "departments[0]",
                                "required_roles.sound[0].count",
                                "required_roles.sound[1].rle",
                                "color",
                                "location_id",
                                "colour",
                                "rates_approved"))
                .body(
                        "error.details.find { it.field == 'job_type' }.message",
                        equalTo(
                                "Invalid job_type: 'party'. Valid values: single, festival, tourdate, evento, dryhire"));
    }

    @Test
    void refusesADepartmentWithoutAListOfRoles() {
        admin.request()
                .body("""
                        {"title": "Gala", "start_time": "2027-06-15T20:00:00+02:00",
                         "end_time": "2027-06-16T02:00:00+02:00", "required_roles": {"sound": null}}
                        """)
                .post(JOBS)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("required_roles.sound"))
                .body("error.details[0].message", equalTo("must not be null"));
    }

    @Test
    void refusesANumberThatNoAnswerCouldHold() {
        admin.request()
                .body("{\"name\": \"Gira\", \"settings\": {\"budget\": 1e999999999}}")
                .post("/api/v1/tours")
                .then()
                .statusCode(400)
                .body("error.details.find { it.field == 'settings.budget' }.message", containsString("30 digits"));
    }

    @Test
    void refusesAJobThatEndsBeforeItStarts() {
        // When
        Response refused = admin.request()
                .body(job("Backwards", "2026-06-02T08:00:00Z", "2026-06-01T08:00:00Z"))
                .post(JOBS);

        // Then
        refused.then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("start_time"))
                .body("error.details[0].message", equalTo("Start time must be before end time"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"title\": \"a\", \"title\": \"b\"}", "[]", "", "{} {}", "nonsense", "\"text\""})
    void refusesMalformedJson(String body) {
        admin.request().body(body).post(JOBS).then().statusCode(400).body("error.code", equalTo("INVALID_JSON"));
    }

    @Test
    void refusesTextThatPostgresCannotStore() {
        admin.request()
                .body("{\"title\": \"a\\u0000b\", \"job_type\": \"single\", \"start_time\": \"2026-06-01T08:00:00Z\","
                        + " \"end_time\": \"2026-06-01T09:00:00Z\"}")
                .post(JOBS)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("title"));
    }

    @Test
    void answersInTheProblemFormatWhenAsked() {
        admin.request()
                .accept("application/problem+json")
                .get(JOBS + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404))
                .body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/jobs/not-a-uuid, 404, NOT_FOUND",
        "GET, /api/v1/nothing, 404, NOT_FOUND",
        "DELETE, /api/v1/jobs, 405, METHOD_NOT_ALLOWED",
    })
    void refusesWhatIsNotThere(String method, String path, int status, String code) {
        admin.request().request(method, path).then().statusCode(status).body("error.code", equalTo(code));
    }

    @Test
    void refusesAnotherMediaType() {
        admin.request()
                .contentType("text/plain")
                .body("title")
                .post(JOBS)
                .then()
                .statusCode(415)
                .body("error.code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void refusesACallerWithoutTheScope() {
        Caller reader = Caller.withScopes("jobs:read");
        reader.request().get(JOBS).then().statusCode(200);
        reader.request()
                .body("not even read")
                .post(JOBS)
                .then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.required_scopes", contains("jobs:write"));
    }

    @Test
    void anotherOrganizationsJobIsNotThereOnAnyVerb() {
        // Given
        String id = createJob("Ours", "2026-06-01");
        Caller stranger = Caller.admin();

        // When / Then
        stranger.request().get(JOBS + "/" + id).then().statusCode(404);
        stranger.request()
                .body("{\"title\": \"x\"}")
                .put(JOBS + "/" + id)
                .then()
                .statusCode(404);
        stranger.request()
                .body("{\"title\": \"x\"}")
                .patch(JOBS + "/" + id)
                .then()
                .statusCode(404);
        stranger.request().delete(JOBS + "/" + id).then().statusCode(404);
        stranger.request().get(JOBS).then().body("data", hasSize(0)).body("meta.total", equalTo(0));
        admin.request().get(JOBS + "/" + id).then().statusCode(200);
    }

    @Test
    void cannotPointAtAnotherOrganizationsLocation() {
        // Given
        String foreign =
                idOf(Caller.admin().request().body("{\"name\": \"Elsewhere\"}").post("/api/v1/locations"));

        // When
        Response refused = admin.request()
                .body(job("Spy", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z")
                        .replace("\"title\"", "\"location_id\": \"" + foreign + "\", \"title\""))
                .post(JOBS);

        // Then
        refused.then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("location_id"))
                .body("error.details[0].message", startsWith("There is no location"));
    }

    @Test
    void pagesInBothStyles() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int day = 10; day < 17; day++) {
            ids.add(createJob("Day " + day, "2026-06-" + day));
        }

        // When
        List<String> byPage = follow(JOBS + "?per_page=3&sort=start_time");
        List<String> byCursor = follow(JOBS + "?limit=3&sort=start_time&order=desc");

        // Then
        assertThat(byPage).containsExactlyElementsOf(ids);
        assertThat(byCursor).containsExactlyElementsOf(ids.reversed());
        admin.request()
                .get(JOBS + "?per_page=3&page=2")
                .then()
                .body("meta.page", equalTo(2))
                .body("meta.per_page", equalTo(3))
                .body("meta.total", equalTo(7))
                .body("meta.total_pages", equalTo(3))
                .body("links.prev", containsString("page=1"));
        admin.request().get(JOBS + "?count=false").then().body("meta.total", nullValue());
    }

    @Test
    void aCursorStaysPutWhenRowsAreInserted() {
        // Given
        for (int day = 10; day < 16; day++) {
            createJob("Day " + day, "2026-06-" + day);
        }
        JsonPath first = admin.request().get(JOBS + "?limit=3&sort=start_time").jsonPath();

        // When
        createJob("Earlier", "2026-06-01");
        JsonPath second = admin.request().get(first.getString("links.next")).jsonPath();

        // Then
        assertThat(second.getList("data.attributes.title", String.class)).containsExactly("Day 13", "Day 14", "Day 15");
        admin.request()
                .get(JOBS + "?sort=title&cursor=" + first.getString("meta.next_cursor"))
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("cursor"));
    }

    @Test
    void filtersSortsSearchesAndSelects() {
        // Given
        createJob("Festival Fòrum", "2026-06-10");
        createJob("Congreso", "2026-07-10");
        String cancelled = createJob("Boda", "2026-08-10");
        admin.request().body("{\"status\": \"cancelado\"}").put(JOBS + "/" + cancelled);

        // When / Then
        titles("status=cancelado", "Boda");
        titles("filter[status.in]=pendiente,cancelado&sort=title", "Boda", "Congreso", "Festival Fòrum");
        titles("filter[status.ne]=cancelado&sort=-title", "Festival Fòrum", "Congreso");
        titles("start_date=2026-07-01&end_date=2026-07-31", "Congreso");
        titles("filter[start_time.gte]=2026-07-01&sort=start_time", "Congreso", "Boda");
        titles("filter[title.contains]=ODA", "Boda");
        titles("filter[notes.is_null]=true&search=forum", "Festival Fòrum");
        titles("search=fest%20for", "Festival Fòrum");
        titles("search=nowhere");
        titles("job_type=dryhire");
        titles("department=sound&sort=title", "Boda", "Congreso", "Festival Fòrum");
        titles("has_openings=true");
        admin.request()
                .get(JOBS + "?fields=title,status")
                .then()
                .body("data.attributes.collect { it.keySet().size() }", everyItem(equalTo(2)))
                .body("data.id", everyItem(notNullValue()));
    }

    @Test
    void namesEveryPartOfAQueryThatItDoesNotUnderstand() {
        admin.request()
                .get(JOBS + "?page=0&per_page=101&sort=notes&order=up&fields=nothing&expand=crew&filter[colour]=1"
                        + "&filter[start_time.like]=2026&filter[status]=open&colour=red&search=---&count=maybe")
                .then()
                .statusCode(400)
                .body(
                        "error.details.field",
                        containsInAnyOrder(
                                "page",
                                "per_page",
                                "sort",
                                "order",
                                "fields",
                                "expand",
                                "filter[colour]",
                                "filter[start_time.like]",
                                "filter[status]",
                                "colour",
                                "search",
                                "count"));
    }

    @Test
    void twoIdenticalRequestsAtOnceMakeOneJob() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        String body = job("Once", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z");
        List<Response> answers = new ArrayList<>();

        // When
        Thread[] clients = new Thread[4];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = Thread.ofPlatform().start(() -> {
                Response answer = admin.request()
                        .header("X-Idempotency-Key", key)
                        .body(body)
                        .post(JOBS);
                synchronized (answers) {
                    answers.add(answer);
                }
            });
        }
        for (Thread client : clients) {
            client.join();
        }

        // Then
        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(new HashSet<>(answers.stream().map(Response::asString).toList()))
                .hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.header("ETag"))
                .containsOnly(answers.getFirst().header("ETag"));
        assertThat(answers.stream().filter(answer -> "true".equals(answer.header("Idempotency-Replayed"))))
                .hasSize(3);
        admin.request().get(JOBS).then().body("meta.total", equalTo(1));
    }

    @Test
    void anotherBodyUnderTheSameIdempotencyKeyIsRefused() {
        // Given
        String key = UUID.randomUUID().toString();
        admin.request()
                .header("X-Idempotency-Key", key)
                .body(job("First", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z"))
                .post(JOBS)
                .then()
                .statusCode(201);

        // When
        Response refused = admin.request()
                .header("Idempotency-Key", key)
                .body(job("Second", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z"))
                .post(JOBS);

        // Then
        refused.then().statusCode(422).body("error.code", equalTo("UNPROCESSABLE"));
        admin.colleagueWithScopes("admin:*")
                .request()
                .header("X-Idempotency-Key", key)
                .body(job("Third", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z"))
                .post(JOBS)
                .then()
                .statusCode(201);
    }

    @Test
    void aPatchIsRepeatedUnderItsIdempotencyKeyToo() {
        // Given
        String key = UUID.randomUUID().toString();
        String id = admin.request()
                .body(job("Before", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z"))
                .post(JOBS)
                .path("data.id");
        Response first = admin.request()
                .header("X-Idempotency-Key", key)
                .body("{\"title\": \"After\"}")
                .patch(JOBS + "/" + id);

        // When
        Response second = admin.request()
                .header("X-Idempotency-Key", key)
                .body("{\"title\": \"After\"}")
                .patch(JOBS + "/" + id);

        // Then
        first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
        second.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void aRefusedRequestLeavesItsIdempotencyKeyFree() {
        // Given
        String key = UUID.randomUUID().toString();
        admin.request()
                .header("X-Idempotency-Key", key)
                .body("{\"title\": \"Incomplete\"}")
                .post(JOBS)
                .then()
                .statusCode(400);

        // When
        Response corrected = admin.request()
                .header("X-Idempotency-Key", key)
                .body(job("Complete", "2026-06-01T08:00:00Z", "2026-06-01T20:00:00Z"))
                .post(JOBS);

        // Then
        corrected.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    private void titles(String query, String... expected) {
        List<String> found = admin.request()
                .urlEncodingEnabled(false)
                .get(JOBS + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.attributes.title", String.class);
        assertThat(found).as(query).containsExactly(expected);
    }

    private List<String> follow(String first) {
        List<String> ids = new ArrayList<>();
        String next = first;
        while (next != null) {
            JsonPath page = admin.request()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("data.id", String.class));
            next = page.getString("links.next");
        }
        return ids;
    }

    private String createJob(String title, String day) {
        return idOf(admin.request()
                .body(job(title, day + "T08:00:00+02:00", day + "T20:00:00+02:00"))
                .post(JOBS));
    }

    private static String job(String title, String start, String end) {
        return "{\"title\": \"%s\", \"job_type\": \"festival\", \"start_time\": \"%s\", \"end_time\": \"%s\", \"departments\": [\"sound\"]}"
                .formatted(title, start, end);
    }

    private static String idOf(Response created) {
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }
}
