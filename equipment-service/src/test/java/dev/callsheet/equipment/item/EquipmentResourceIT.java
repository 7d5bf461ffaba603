package dev.callsheet.equipment.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EquipmentResourceIT {

    private static final String EQUIPMENT = "/api/v1/equipment";

    private final Caller admin = Caller.admin();

    @Test
    void createsEquipmentWithEveryFieldOfTheSpecification() {
        // When
        Response created = admin.request().body("""
                        {"name": "d&b E12", "brand": "d&b audiotechnik", "model": "E12", "category": "speakers",
                         "subcategory": "point_source", "department": "sound", "quantity_total": 24, "daily_rate": 50,
                         "currency": "EUR", "weight_kg": 23.50, "dimensions": {"width": 350, "height": 594, "depth": 367.5},
                         "power_requirements": "800W", "notes": "Flying hardware included",
                         "image_url": "https://example.com/e12.jpg",
                         "specifications": {"inputs": 2, "compatibility": ["Dante", "MADI"]},
                         "last_maintenance_date": "2026-01-10", "next_maintenance_date": "2026-04-10"}
                        """).post(EQUIPMENT);

        // Then
        created.then()
                .statusCode(201)
                .header("Location", equalTo(EQUIPMENT + "/" + idOf(created)))
                .body("data.type", equalTo("equipment"))
                .body("data.attributes.quantity_total", equalTo(24))
                .body("data.attributes.dimensions.depth", equalTo(367.5f))
                .body("data.attributes.specifications.compatibility", contains("Dante", "MADI"))
                .body("data.attributes.next_maintenance_date", equalTo("2026-04-10"))
                .body(containsString("\"daily_rate\":50.00"))
                .body(containsString("\"weight_kg\":23.5,"))
                .body(containsString("\"width\":350,"));
        assertThat(admin.request().get(EQUIPMENT + "/" + idOf(created)).asString())
                .isEqualTo(created.asString());
    }

    @Test
    void updatesWhatABodyNamesAndLeavesTheRest() {
        // Given
        String id = create("{\"name\": \"Sharpy\", \"category\": \"moving_lights\", \"quantity_total\": 12}");

        // When
        Response updated = admin.request()
                .body("{\"quantity_total\": 16, \"daily_rate\": 35.5}")
                .put(EQUIPMENT + "/" + id);

        // Then
        updated.then()
                .statusCode(200)
                .body("data.attributes.quantity_total", equalTo(16))
                .body("data.attributes.name", equalTo("Sharpy"))
                .body("data.attributes.currency", equalTo("EUR"))
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void anAmountSpelledOtherwiseIsNoChange() {
        // Given
        String id = create(
                "{\"name\": \"Sharpy\", \"category\": \"moving_lights\", \"quantity_total\": 1, \"daily_rate\": 35.50}");

        // When
        Response same = admin.request().body("{\"daily_rate\": 35.5}").patch(EQUIPMENT + "/" + id);

        // Then
        same.then().statusCode(200).body("data.attributes.version", equalTo(1));
        String given = admin.request().get(EQUIPMENT + "/" + id).asString();
        admin.request()
                .body(given)
                .put(EQUIPMENT + "/" + id)
                .then()
                .statusCode(200)
                .body("data.attributes.version", equalTo(1));
    }

    @Test
    void refusesAStaleVersion() {
        // Given
        String id = create("{\"name\": \"K2\", \"category\": \"speakers\", \"quantity_total\": 1}");
        String tag = admin.request().get(EQUIPMENT + "/" + id).header("ETag");
        admin.request()
                .body("{\"quantity_total\": 2}")
                .put(EQUIPMENT + "/" + id)
                .then()
                .statusCode(200);

        // When
        Response stale = admin.request()
                .header("If-Match", tag)
                .body("{\"quantity_total\": 3}")
                .put(EQUIPMENT + "/" + id);

        // Then
        stale.then().statusCode(412);
        admin.request()
                .header("If-Match", tag)
                .delete(EQUIPMENT + "/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void forgetsDeletedEquipment() {
        // Given
        String id = create("{\"name\": \"K2\", \"category\": \"speakers\", \"quantity_total\": 1}");

        // When
        admin.request().delete(EQUIPMENT + "/" + id).then().statusCode(204);

        // Then
        admin.request().get(EQUIPMENT + "/" + id).then().statusCode(404);
        admin.request().delete(EQUIPMENT + "/" + id).then().statusCode(404);
        admin.request().get(EQUIPMENT).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        admin.request()
                .body("""
                        {"name": "", "department": "audio", "quantity_total": "many", "daily_rate": "50", "weight_kg": -1,
                         "dimensions": {"width": 1, "height": "tall"}, "image_url": "e12.jpg",
                         "last_maintenance_date": "soon", "quantity_available": 3}
                        """)
                .post(EQUIPMENT)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body(
                        "error.details.field",
                        hasItems(
                                "name",
                                "category",
                                "department",
                                "quantity_total",
                                "daily_rate",
                                "weight_kg",
                                "dimensions.height",
                                "image_url",
                                "last_maintenance_date",
                                "quantity_available"));
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        admin.request()
                .body("""
                        {"name": "K2", "category": "speakers", "quantity_total": -1, "daily_rate": 10.005, "currency": "PTS",
                         "dimensions": {"width": 1, "height": 1}, "specifications": [],
                         "last_maintenance_date": "2026-04-10", "next_maintenance_date": "2026-01-10"}
                        """)
                .post(EQUIPMENT)
                .then()
                .statusCode(400)
                .body(
                        "error.details.field",
                        containsInAnyOrder(
                                "quantity_total",
                                "daily_rate",
                                "currency",
                                "dimensions.depth",
                                "specifications",
                                "next_maintenance_date"));
    }

    @Test
    void anotherOrganizationsEquipmentIsNotThereOnAnyVerb() {
        // Given
        String id = create("{\"name\": \"K2\", \"category\": \"speakers\", \"quantity_total\": 1}");
        Caller stranger = Caller.admin();

        // When / Then
        stranger.request().get(EQUIPMENT + "/" + id).then().statusCode(404);
        stranger.request()
                .body("{\"name\": \"x\"}")
                .put(EQUIPMENT + "/" + id)
                .then()
                .statusCode(404);
        stranger.request()
                .body("{\"name\": \"x\"}")
                .patch(EQUIPMENT + "/" + id)
                .then()
                .statusCode(404);
        stranger.request().delete(EQUIPMENT + "/" + id).then().statusCode(404);
        stranger.request().get(EQUIPMENT).then().body("data", hasSize(0));
        admin.request().get(EQUIPMENT + "/" + id).then().statusCode(200);
    }

    @Test
    void refusesACallerWithoutTheScope() {
        Caller reader = Caller.withScopes("equipment:read");
        reader.request().get(EQUIPMENT).then().statusCode(200);
        reader.request()
                .body("{}")
                .post(EQUIPMENT)
                .then()
                .statusCode(403)
                .body("error.required_scopes", contains("equipment:write"));
    }

    @Test
    void theSameCreationTwiceMakesOneItem() {
        // Given
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"K2\", \"category\": \"speakers\", \"quantity_total\": 1}";
        Response first =
                admin.request().header("X-Idempotency-Key", key).body(body).post(EQUIPMENT);

        // When
        Response second =
                admin.request().header("X-Idempotency-Key", key).body(body).post(EQUIPMENT);

        // Then
        second.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(second.asString()).isEqualTo(first.asString());
        admin.request().get(EQUIPMENT).then().body("meta.total", equalTo(1));
    }

    @Test
    void tellsOfEveryChangeInOrder() {
        try (TestTopic topic = TestTopic.of("equipment.events")) {
            // Given
            String id = create("{\"name\": \"K2\", \"category\": \"speakers\", \"quantity_total\": 1}");

            // When
            admin.request()
                    .body("{\"quantity_total\": 2}")
                    .put(EQUIPMENT + "/" + id)
                    .then()
                    .statusCode(200);
            admin.request().delete(EQUIPMENT + "/" + id).then().statusCode(204);

            // Then
            await().untilAsserted(() -> assertThat(topic.eventsOf(id))
                    .extracting(event -> event.path("type").asText())
                    .containsExactly("equipment.created", "equipment.updated", "equipment.deleted"));
            assertThat(topic.eventsOf(id)
                            .get(1)
                            .at("/data/equipment/quantity_total")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void filtersSortsAndSearches() {
        // Given
        create("""
                {"name": "DiGiCo SD12", "brand": "DiGiCo", "model": "SD12", "category": "consoles",
                 "subcategory": "mixing_console", "department": "sound", "quantity_total": 4, "daily_rate": 450,
                 "next_maintenance_date": "2026-04-10"}
                """);
        create("""
                {"name": "Cámara PTZ", "brand": "Panasonic", "category": "cameras", "department": "video",
                 "quantity_total": 6, "daily_rate": 120}
                """);
        create("{\"name\": \"Truss H30V\", \"category\": \"truss\", \"quantity_total\": 80}");

        // When / Then
        names("count=true", "Cámara PTZ", "DiGiCo SD12", "Truss H30V");
        names("category=consoles", "DiGiCo SD12");
        names("subcategory=mixing_console", "DiGiCo SD12");
        names("department=video", "Cámara PTZ");
        names("sort=-quantity_total", "Truss H30V", "Cámara PTZ", "DiGiCo SD12");
        names("filter[daily_rate.gte]=200", "DiGiCo SD12");
        names("filter[next_maintenance_date.lte]=2026-05-01", "DiGiCo SD12");
        names("search=camara", "Cámara PTZ");
        names("search=sd12%20digi", "DiGiCo SD12");
        names("search=panasonic", "Cámara PTZ");
    }

    private void names(String query, String... expected) {
        List<String> found = admin.request()
                .urlEncodingEnabled(false)
                .get(EQUIPMENT + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.attributes.name", String.class);
        assertThat(found).as(query).containsExactly(expected);
    }

    private String create(String body) {
        return idOf(admin.request().body(body).post(EQUIPMENT));
    }

    private static String idOf(Response created) {
        created.then().statusCode(201);
        return created.jsonPath().getString("data.id");
    }
}
