package dev.callsheet.crew.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those see whom their role confines to their own profile, or their membership to departments. */
@QuarkusTest
class CrewSightIT {

    private static final String CREW = "/api/v1/crew";
    private static final String[] SCOPES = {"crew:read", "crew:write"};

    private final Caller admin = Caller.admin();
    private final Caller technician = admin.colleagueWithOwn(Set.of("crew"), SCOPES);
    private final Caller lightingChief = admin.colleagueIn(Set.of("lights"), SCOPES);
    private String own;
    private String lights;
    private String driver;

    @BeforeEach
    void createThree() {
        own = create(admin, member(technician.userId(), "sound")).path("data.id");
        lights = create(admin, member(null, "lights")).path("data.id");
        driver = create(admin, member(null, null)).path("data.id");
    }

    @Test
    void aTechnicianSeesAndChangesTheirOwnProfileOnly() {
        // When
        Response list = technician.request().get(CREW);

        // Then
        list.then().statusCode(200).body("data.id", contains(own));
        technician.request().get(CREW + "/" + lights).then().statusCode(404).body("error.code", equalTo("NOT_FOUND"));
        technician
                .request()
                .body(Map.of("nickname", "X"))
                .patch(CREW + "/" + lights)
                .then()
                .statusCode(404);
        technician.request().delete(CREW + "/" + lights).then().statusCode(404);
        technician
                .request()
                .body(Map.of("nickname", "Ani"))
                .patch(CREW + "/" + own)
                .then()
                .statusCode(200);
    }

    @Test
    void aTechnicianMakesNoProfileThatIsNotTheirs() {
        // When
        Response created = create(technician, member(null, "sound"));
        Response handedOver =
                technician.request().body(Map.of("user_id", UUID.randomUUID())).patch(CREW + "/" + own);

        // Then
        created.then().statusCode(403).body("error.details[0].field", equalTo("user_id"));
        handedOver.then().statusCode(403);
    }

    @Test
    void aChiefSeesTheirDepartmentAndWhoHasNone() {
        // When
        Response list = lightingChief.request().get(CREW);

        // Then
        list.then().statusCode(200).body("data.id", containsInAnyOrder(lights, driver));
        lightingChief.request().get(CREW + "/" + own).then().statusCode(404);
        create(lightingChief, member(null, "sound")).then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        create(lightingChief, member(null, "lights")).then().statusCode(201);
    }

    private static Response create(Caller caller, Map<String, Object> member) {
        return caller.request().body(member).post(CREW);
    }

    private static Map<String, Object> member(@Nullable UUID user, @Nullable String department) {
        Map<String, Object> member = new HashMap<>();
        member.put("first_name", "Ana");
        member.put("last_name", "López");
        if (user != null) {
            member.put("user_id", user);
        }
        if (department != null) {
            member.put("department", department);
        }
        return member;
    }
}
