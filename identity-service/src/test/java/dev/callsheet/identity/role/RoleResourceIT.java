package dev.callsheet.identity.role;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RoleResourceIT {

    private TestOrganization organization;
    private Caller admin;
    private String roles;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        admin = organization.admin();
        roles = "/api/v1/organizations/" + organization.id() + "/roles";
    }

    @Test
    void listsWhatIsShippedAndWhatItComesTo() {
        // When
        Response response = admin.request().get(roles);

        // Then
        response.then()
                .statusCode(200)
                .body("data", hasSize(13))
                .body("data.attributes.origin", not(hasItem("changed")))
                .body("data.find { it.attributes.name == 'admin' }.attributes.effective_scopes", contains("admin:*"))
                .body(
                        "data.find { it.attributes.name == 'technician' }.attributes.effective_scopes",
                        contains("jobs:read", "timesheets:read", "timesheets:write"))
                .body(
                        "data.find { it.attributes.name == 'technician' }.attributes.effective_own_data",
                        hasItems("timesheets", "availability"));
    }

    @ParameterizedTest
    @CsvSource({
        "management, service_accounts:manage",
        "management, organizations:write",
        "management, users:write",
        "controller, service_accounts:manage",
        "controller, activity:read",
        "executive, activity:read",
        "ops_manager, activity:read",
        "project_manager, activity:read",
        "viewer, activity:read",
        "viewer, users:read",
        "viewer, payroll:read",
        "house_tech, crew:read",
        "technician, crew:read",
    })
    void noWildcardGivesARoleWhatItShouldNotHave(String role, String scope) {
        // When
        Response response = admin.request().get(roles + "/" + role);

        // Then
        response.then().statusCode(200).body("data.attributes.effective_scopes", not(hasItem(scope)));
    }

    @Test
    void aChangedRoleTakesEffectForTokensAndKeysThatAreThere() {
        // Given
        String token = organization.accessTokenOf(organization.addMember("management"));
        String key = callerWith(token)
                .request()
                .body(Map.of("name", "Key", "scopes", List.of("jobs:read", "crew:read")))
                .post("/api/v1/api-keys")
                .path("data.attributes.key");

        // When
        Response changed = admin.request()
                .body(Map.of(
                        "lines", List.of(Map.of("pattern", "crew:*", "granted", false)),
                        "own_data", Map.of("timesheets", true)))
                .patch(roles + "/management");

        // Then
        changed.then()
                .statusCode(200)
                .header("ETag", startsWith("\"1."))
                .body("data.attributes.origin", equalTo("changed"))
                .body("data.attributes.effective_scopes", not(hasItem("crew:read")))
                .body("data.attributes.effective_own_data", contains("timesheets"));
        exchange(token)
                .then()
                .body("principal.scopes", not(hasItem("crew:read")))
                .body("principal.own_data_only", contains("timesheets"));
        exchange(key)
                .then()
                .body("principal.scopes", contains("jobs:read"))
                .body("principal.own_data_only", contains("timesheets"));
    }

    @Test
    void aShippedRoleComesBackAsItWas() {
        // Given
        admin.request()
                .body(Map.of(
                        "lines", List.of(Map.of("pattern", "tours:read")),
                        "own_data", Map.of("timesheets", false, "crew", false)))
                .put(roles + "/technician")
                .then()
                .body("data.attributes.effective_scopes", hasItem("tours:read"))
                .body("data.attributes.effective_own_data", not(hasItem("timesheets")));

        // When
        admin.request().delete(roles + "/technician").then().statusCode(204);

        // Then
        admin.request()
                .get(roles + "/technician")
                .then()
                .body("data.attributes.origin", equalTo("shipped"))
                .body("data.attributes.version", equalTo(0))
                .body("data.attributes.effective_scopes", not(hasItem("tours:read")))
                .body("data.attributes.effective_own_data", hasItem("timesheets"));
        admin.request().delete(roles + "/technician").then().statusCode(422);
    }

    @Test
    void anOrganizationMakesItsOwnRoleAndTakesItBackWhenNobodyHasIt() {
        // Given
        Response created = admin.request()
                .body(Map.of(
                        "name", "stage_manager",
                        "description", "Runs the stage.",
                        "lines",
                                List.of(
                                        Map.of("pattern", "*:read"),
                                        Map.of("pattern", "payroll:read", "granted", false))))
                .post(roles);
        String member = organization.addMember("stage_manager");

        // When
        Response held = admin.request().delete(roles + "/stage_manager");

        // Then
        created.then()
                .statusCode(201)
                .header("Location", equalTo(roles + "/stage_manager"))
                .body("data.attributes.origin", equalTo("own"))
                .body("data.attributes.effective_scopes", hasItems("jobs:read", "crew:read"))
                .body("data.attributes.effective_scopes", not(hasItem("payroll:read")));
        exchange(organization.accessTokenOf(member)).then().body("principal.scopes", hasItem("jobs:read"));
        held.then().statusCode(409).body("error.code", equalTo("CONFLICT"));
        Database.update("update membership set role = 'viewer' where role = 'stage_manager'");
        admin.request().delete(roles + "/stage_manager").then().statusCode(204);
        admin.request().get(roles + "/stage_manager").then().statusCode(404);
        admin.request().get(roles).then().body("data", hasSize(13));
    }

    @Test
    void aRoleOfThatNameIsThereAlready() {
        // When
        Response response = admin.request().body(Map.of("name", "viewer")).post(roles);

        // Then
        response.then().statusCode(409).body("error.details[0].field", equalTo("name"));
    }

    @Test
    void aLineThatCoversNothingIsNamed() {
        // When
        Response response = admin.request()
                .body(Map.of(
                        "name", "odd",
                        "lines", List.of(Map.of("pattern", "job:read"), Map.of("pattern", "jobs:read")),
                        "own_data", Map.of("vehicles", true)))
                .post(roles);

        // Then
        response.then().statusCode(400).body("error.details.field", contains("lines[0].pattern", "own_data.vehicles"));
    }

    @Test
    void theRoleAdminStaysSoThatNobodyIsLockedOut() {
        // When
        Response response = admin.request()
                .body(Map.of("lines", List.of(Map.of("pattern", "admin:*", "granted", false))))
                .patch(roles + "/admin");

        // Then
        response.then().statusCode(422).body("error.code", equalTo("UNPROCESSABLE"));
    }

    @Test
    void nobodyMakesARoleThatMayMoreThanThey() {
        // Given
        Caller clerk = callerWith(admin.request()
                .body(Map.of(
                        "name", "Key", "scopes", List.of("organizations:read", "organizations:write", "jobs:read")))
                .post("/api/v1/api-keys")
                .path("data.attributes.key"));

        // When
        Response created = clerk.request()
                .body(Map.of("name", "mine", "lines", List.of(Map.of("pattern", "admin:*"))))
                .post(roles);
        Response changed = clerk.request().body(Map.of("lines", List.of())).patch(roles + "/management");

        // Then
        created.then().statusCode(403).body("error.required_scopes", contains("admin:*"));
        changed.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
    }

    @Test
    void whoeverIsConfinedLiftsNoConfinement() {
        // Given
        admin.request()
                .body(Map.of(
                        "name", "crew_chief",
                        "lines", List.of(Map.of("pattern", "organizations:*"), Map.of("pattern", "timesheets:read")),
                        "own_data", Map.of("timesheets", true)))
                .post(roles)
                .then()
                .statusCode(201);
        Caller chief = callerWith(organization.accessTokenOf(organization.addMember("crew_chief")));

        // When
        Response response = chief.request()
                .body(Map.of("own_data", Map.of("timesheets", false)))
                .patch(roles + "/crew_chief");

        // Then
        response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void aStaleChangeIsRefused() {
        // Given
        Response first = admin.request().body(Map.of("description", "Drives.")).patch(roles + "/logistics");
        admin.request()
                .body(Map.of("description", "Loads."))
                .patch(roles + "/logistics")
                .then()
                .statusCode(200);

        // When
        Response stale = admin.request()
                .header("If-Match", first.header("ETag"))
                .body(Map.of("description", "Rests."))
                .patch(roles + "/logistics");

        // Then
        stale.then().statusCode(412);
        admin.request()
                .get(roles + "/logistics")
                .then()
                .body("data.attributes.description", equalTo("Loads."))
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void theRolesOfAnotherOrganizationAreUnknown() {
        // Given
        Caller stranger = TestOrganization.found().admin();

        // When / Then
        stranger.request().get(roles).then().statusCode(404);
        stranger.request().get(roles + "/viewer").then().statusCode(404);
        stranger.request()
                .body(Map.of("description", "x"))
                .patch(roles + "/viewer")
                .then()
                .statusCode(404);
        stranger.request().body(Map.of("name", "mine")).post(roles).then().statusCode(404);
        stranger.request().delete(roles + "/viewer").then().statusCode(404);
    }

    @Test
    void aSandboxHasTheRolesOfItsOrganizationAndChangesNone() {
        // Given
        admin.request().body(Map.of("name", "stage_manager")).post(roles).then().statusCode(201);
        Caller sandbox = callerWith(organization.testKey());
        String path = "/api/v1/organizations/" + organization.sandboxId() + "/roles";

        // When
        Response shown = sandbox.request().get(path);
        Response changed = sandbox.request().body(Map.of("description", "x")).patch(path + "/viewer");

        // Then
        shown.then().statusCode(200).body("data.attributes.name", hasItem("stage_manager"));
        changed.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void readersOfTheOrganizationChangeNothing() {
        // Given
        Caller manager = callerWith(organization.accessTokenOf(organization.addMember("management")));

        // When
        Response shown = manager.request().get(roles);
        Response changed = manager.request().body(Map.of("description", "x")).patch(roles + "/viewer");

        // Then
        shown.then().statusCode(200);
        changed.then().statusCode(403).body("error.required_scopes", contains("organizations:write"));
    }
}
