package dev.callsheet.equipment.item;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What those see whose membership restricts them to departments. */
@QuarkusTest
class EquipmentSightIT {

    private static final String EQUIPMENT = "/api/v1/equipment";

    private final Caller admin = Caller.admin();
    private final Caller lightingChief = admin.colleagueIn(Set.of("lights"), "equipment:read", "equipment:write");

    @Test
    void aChiefSeesTheEquipmentOfTheirDepartmentAndWhatIsNobodys() {
        // Given
        String desk = create(admin, "sound").path("data.id");
        String dimmer = create(admin, "lights").path("data.id");
        String forklift = create(admin, null).path("data.id");

        // When
        Response list = lightingChief.request().get(EQUIPMENT);

        // Then
        list.then()
                .statusCode(200)
                .body("data.id", containsInAnyOrder(dimmer, forklift))
                .body("meta.total", equalTo(2));
        lightingChief.request().get(EQUIPMENT + "/" + desk).then().statusCode(404);
        lightingChief.request().delete(EQUIPMENT + "/" + desk).then().statusCode(404);
        lightingChief
                .request()
                .body(Map.of("department", "sound"))
                .patch(EQUIPMENT + "/" + dimmer)
                .then()
                .statusCode(403);
        create(lightingChief, "sound").then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    private static Response create(Caller caller, @Nullable String department) {
        Map<String, Object> item = new HashMap<>();
        item.put("name", "Item");
        item.put("category", "general");
        item.put("quantity_total", 1);
        if (department != null) {
            item.put("department", department);
        }
        return caller.request().body(item).post(EQUIPMENT);
    }
}
