package dev.callsheet.crew.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CrewMemberResourceIT {

    private static final String CREW = "/api/v1/crew";

    private final Caller admin = Caller.admin();

    @Test
    void createsACrewMemberWithEveryFieldOfTheSpecification() {
        // Given
        UUID user = UUID.randomUUID();

        // When
        Response created = admin.request().body("""
                        {"first_name": "Juan", "last_name": "García", "nickname": "Juancho", "email": "juan@example.com",
                         "phone": "+34 612 345 678", "department": "sound", "role": "foh_engineer",
                         "skills": ["FOH", {"name": "Dante", "level": 4,
                           "certifications": [{"name": "Dante Level 3", "expiry_date": "2027-12-31"}]}],
                         "certifications": ["PRS", "First Aid"], "dni": "12345678A", "residencia": "Madrid",
                         "profile_picture_url": "https://example.com/juan.jpg",
                         "emergency_contact": {"name": "María García", "phone": "+34 612 345 679", "relationship": "Spouse"},
                         "user_id": "%s"}
                        """.formatted(user)).post(CREW);

        // Then
        created.then()
                .statusCode(201)
                .header("Location", equalTo(CREW + "/" + idOf(created)))
                .header("ETag", matchesPattern("\"1\\.[0-9a-f]+\""))
                .body("data.type", equalTo("crew"))
                .body("data.attributes.last_name", equalTo("García"))
                .body("data.attributes.department", equalTo("sound"))
                .body("data.attributes.role", equalTo("foh_engineer"))
                .body("data.attributes.skills", contains("FOH", "Dante"))
                .body("data.attributes.skill_details[0].level", nullValue())
                .body("data.attributes.skill_details[1].level", equalTo(4))
                .body("data.attributes.skill_details[1].certifications[0].expiry_date", equalTo("2027-12-31"))
                .body("data.attributes.certifications", contains("PRS", "First Aid"))
                .body("data.attributes.emergency_contact.relationship", equalTo("Spouse"))
                .body("data.attributes.active", equalTo(true))
                .body("data.attributes.user_id", equalTo(user.toString()))
                .body("data.attributes.version", equalTo(1));
    }

    @Test
    void updatesWhatABodyNamesAndLeavesTheRest() {
        // Given
        String id = create("{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\", \"phone\": \"+34 600 000 001\"}");

        // When
        Response updated = admin.request()
                .body(
                        "{\"phone\": \"+34 612 345 999\", \"emergency_contact\": {\"name\": \"Luis\", \"phone\": \"+34 612 000 000\"}}")
                .put(CREW + "/" + id);

        // Then
        updated.then()
                .statusCode(200)
                .body("data.attributes.phone", equalTo("+34 612 345 999"))
                .body("data.attributes.emergency_contact.name", equalTo("Luis"))
                .body("data.attributes.first_name", equalTo("Ana"))
                .body("data.attributes.role", equalTo("technician"))
                .body("data.attributes.version", equalTo(2));
        admin.request()
                .body("{\"emergency_contact\": null}")
                .patch(CREW + "/" + id)
                .then()
                .body("data.attributes.emergency_contact", nullValue());
    }

    @Test
    void namesOfSkillsThatComeBackKeepTheirLevels() {
        // Given
        String id = create("""
                {"first_name": "Ana", "last_name": "Ruiz",
                 "skills": [{"name": "FOH", "level": 5}, {"name": "RF", "level": 2}]}
                """);
        String given = admin.request().get(CREW + "/" + id).asString();

        // When
        Response same = admin.request().body(given).put(CREW + "/" + id);
        Response more = admin.request().body("{\"skills\": [\"FOH\", \"d&b\"]}").put(CREW + "/" + id);

        // Then
        same.then().statusCode(200).body("data.attributes.version", equalTo(1));
        more.then()
                .statusCode(200)
                .body("data.attributes.skills", contains("FOH", "d&b"))
                .body("data.attributes.skill_details.level", contains(5, null))
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void refusesAStaleVersion() {
        // Given
        String id = create("{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\"}");
        String tag = admin.request().get(CREW + "/" + id).header("ETag");
        admin.request()
                .body("{\"nickname\": \"Anita\"}")
                .put(CREW + "/" + id)
                .then()
                .statusCode(200);

        // When
        Response stale = admin.request()
                .header("If-Match", tag)
                .body("{\"nickname\": \"A\"}")
                .put(CREW + "/" + id);

        // Then
        stale.then().statusCode(412);
        admin.request().header("If-Match", tag).delete(CREW + "/" + id).then().statusCode(412);
    }

    @Test
    void forgetsADeletedMemberAndFreesTheirUser() {
        // Given
        String body = "{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\", \"user_id\": \"" + UUID.randomUUID() + "\"}";
        String id = create(body);

        // When
        admin.request().delete(CREW + "/" + id).then().statusCode(204);

        // Then
        admin.request().get(CREW + "/" + id).then().statusCode(404);
        admin.request().delete(CREW + "/" + id).then().statusCode(404);
        admin.request().get(CREW).then().body("data.id", not(hasItem(id)));
        admin.request().body(body).post(CREW).then().statusCode(201);
    }

    @Test
    void refusesASecondMemberOfOneUser() {
        // Given
        String body = "{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\", \"user_id\": \"" + UUID.randomUUID() + "\"}";
        String first = create(body);

        // When
        Response second = admin.request().body(body).post(CREW);

        // Then
        second.then()
                .statusCode(409)
                .body("error.code", equalTo("CONFLICT"))
                .body("error.details[0].field", equalTo("user_id"));
        admin.request().body(body).put(CREW + "/" + first).then().statusCode(200);
        Caller.admin().request().body(body).post(CREW).then().statusCode(201);
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        // When
        Response refused = admin.request().body("""
                        {"first_name": " ", "email": "nobody", "department": "catering", "role": "The Boss",
                         "skills": ["FOH", {"name": "RF", "level": 9}, {"nme": "x"}, 7, {"name": "Dante", "level": "high"}],
                         "profile_picture_url": "javascript:alert(1)", "emergency_contact": {"name": "María"},
                         "active": "yes", "user_id": "42", "salary": 1}
                        """).post(CREW);

        // Then
        refused.then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.request_id", notNullValue())
                .body(
                        "error.details.field",
                        hasItems(
                                "first_name",
                                "last_name",
                                "email",
                                "department",
                                "role",
                                "skills[2].nme",
                                "skills[3]",
                                "skills[4].level",
                                "profile_picture_url",
                                "emergency_contact.phone",
                                "active",
                                "user_id",
                                "salary"));
    }

    @Test
    void refusesALevelOutOfRangeAndASkillNamedTwice() {
        admin.request()
                .body(
                        "{\"first_name\": \"A\", \"last_name\": \"B\", \"skills\": [{\"name\": \"RF\", \"level\": 9}, \"RF\"]}")
                .post(CREW)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("skills[0].level", "skills[1]"));
    }

    @Test
    void anotherOrganizationsMemberIsNotThereOnAnyVerb() {
        // Given
        String id = create("{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\"}");
        Caller stranger = Caller.admin();

        // When / Then
        stranger.request().get(CREW + "/" + id).then().statusCode(404);
        stranger.request()
                .body("{\"nickname\": \"x\"}")
                .put(CREW + "/" + id)
                .then()
                .statusCode(404);
        stranger.request()
                .body("{\"nickname\": \"x\"}")
                .patch(CREW + "/" + id)
                .then()
                .statusCode(404);
        stranger.request().delete(CREW + "/" + id).then().statusCode(404);
        stranger.request().get(CREW).then().body("data", hasSize(0));
        admin.request().get(CREW + "/" + id).then().statusCode(200);
    }

    @Test
    void refusesACallerWithoutTheScope() {
        Caller reader = Caller.withScopes("crew:read");
        reader.request().get(CREW).then().statusCode(200);
        reader.request()
                .body("{}")
                .post(CREW)
                .then()
                .statusCode(403)
                .body("error.required_scopes", contains("crew:write"));
        Caller.withScopes("crew:write")
                .request()
                .get(CREW)
                .then()
                .statusCode(403)
                .body("error.required_scopes", contains("crew:read"));
    }

    @Test
    void theSameCreationTwiceMakesOneMember() {
        // Given
        String key = UUID.randomUUID().toString();
        String body = "{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\"}";
        Response first =
                admin.request().header("X-Idempotency-Key", key).body(body).post(CREW);

        // When
        Response second =
                admin.request().header("X-Idempotency-Key", key).body(body).post(CREW);

        // Then
        second.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        admin.request().get(CREW).then().body("meta.total", equalTo(1));
    }

    @Test
    void tellsOfEveryChangeInOrderAndOfNoTelephoneNumber() {
        try (TestTopic topic = TestTopic.of("crew.events")) {
            // Given
            String id = create("{\"first_name\": \"Ana\", \"last_name\": \"Ruiz\", \"phone\": \"+34 600 000 001\"}");

            // When
            admin.request()
                    .body("{\"phone\": \"+34 600 000 002\"}")
                    .put(CREW + "/" + id)
                    .then()
                    .statusCode(200);
            admin.request()
                    .body("{\"phone\": \"+34 600 000 002\"}")
                    .put(CREW + "/" + id)
                    .then()
                    .statusCode(200);
            admin.request().delete(CREW + "/" + id).then().statusCode(204);

            // Then
            await().untilAsserted(() -> assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("type").asText())
                    .containsExactly("crew.created", "crew.updated", "crew.profile_updated", "crew.deleted"));
            assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("sequence").asInt())
                    .containsExactly(1, 2, 3, 4);
            assertThat(topic.eventsOf(id).get(1).at("/data/changed_fields/0").asText())
                    .isEqualTo("phone");
            assertThat(topic.eventsOf(id).toString()).doesNotContain("600 000");
        }
    }

    @Test
    void filtersSortsAndSearches() {
        // Given
        create("""
                {"first_name": "Juan", "last_name": "García", "nickname": "Juancho", "email": "juan@example.com",
                 "phone": "+34 612 345 678", "department": "sound", "skills": ["FOH", "RF"], "residencia": "Madrid"}
                """);
        create("""
                {"first_name": "Élodie", "last_name": "Lefèvre", "department": "lights", "role": "stage_manager",
                 "skills": ["moving_lights"], "phone": "+33 7 98 76 54 32"}
                """);
        create("{\"first_name\": \"Ane\", \"last_name\": \"Etxeberria\", \"active\": false}");

        // When / Then
        names("count=true", "Etxeberria", "García", "Lefèvre");
        names("department=sound", "García");
        names("role=stage_manager", "Lefèvre");
        names("skill=RF", "García");
        names("skill=rf");
        names("active=true&sort=-last_name", "Lefèvre", "García");
        names("active=false", "Etxeberria");
        names("search=elodie%20lef", "Lefèvre");
        names("search=juancho", "García");
        names("search=juan@example.com", "García");
        names("search=612345678", "García");
        names("search=0798765432");
        names("search=798765432", "Lefèvre");
        names("search=%2B34%20612", "García");
        names("search=345%20678", "García");
        names("filter[department.is_null]=true", "Etxeberria");
    }

    private void names(String query, String... expected) {
        List<String> found = admin.request()
                .urlEncodingEnabled(false)
                .get(CREW + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.attributes.last_name", String.class);
        assertThat(found).as(query).containsExactly(expected);
    }

    private String create(String body) {
        return idOf(admin.request().body(body).post(CREW));
    }

    private static String idOf(Response created) {
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }
}
