package dev.callsheet.identity.serviceaccount;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceAccountResourceIT {

    private static final String ACCOUNTS = "/api/v1/service-accounts";
    private static final String KEYS = "/api/v1/api-keys";

    private TestOrganization organization;
    private Caller admin;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        admin = organization.admin();
    }

    @Test
    void itsKeysStandForNoPersonAndWorkFromItsAddresses() {
        // Given
        Response account = create(Map.of("scopes", List.of("timesheets:read", "jobs:read")));

        // When
        Response key = createKey(account, "timesheets:read");

        // Then
        account.then().statusCode(201).body("data.type", equalTo("service_account"));
        key.then()
                .statusCode(201)
                .header("Location", startsWith(KEYS + "/"))
                .body("data.attributes.service_account_id", equalTo(account.<String>path("data.id")))
                .body("data.attributes.owner_id", nullValue());
        exchange(key.path("data.attributes.key"))
                .then()
                .statusCode(200)
                .body("principal.credential_type", equalTo("service_account"))
                .body("principal.user_id", nullValue())
                .body("principal.scopes", contains("timesheets:read"))
                .body("allowed_addresses", contains("10.0.0.0/8"));
        admin.request()
                .get(ACCOUNTS + "/" + account.path("data.id") + "/keys")
                .then()
                .body("data", hasSize(1))
                .body("data.id", contains(key.<String>path("data.id")));
    }

    @Test
    void aKeyOfItsOwnAddressesIsBoundToBoth() {
        // Given
        Response account = create(Map.of("scopes", List.of("jobs:read")));
        String inside = keyFrom(account, List.of("10.1.0.0/16", "192.0.2.1"));
        String outside = keyFrom(account, List.of("192.0.2.1"));

        // When
        Response byInside = exchange(inside);
        Response byOutside = exchange(outside);

        // Then
        byInside.then().statusCode(200).body("allowed_addresses", contains("10.1.0.0/16"));
        byOutside.then().statusCode(401).body("error.message", containsString("from nowhere"));
    }

    @Test
    void needsToSayWhereItCallsFromAndWhatItMay() {
        // When
        Response response = admin.request()
                .body(Map.of(
                        "name", "Bridge", "role", "viewer", "scopes", List.of("jobs:read"), "allowed_ips", List.of()))
                .post(ACCOUNTS);
        Response unknown = create(Map.of("role", "stagehand"));

        // Then
        response.then().statusCode(400).body("error.details.field", containsInAnyOrder("allowed_ips", "role"));
        unknown.then().statusCode(400).body("error.details[0].field", equalTo("role"));
    }

    @Test
    void nobodyMakesOneThatMayMoreThanThey() {
        // Given
        Caller clerk = callerWith(keyOfAdmin("service_accounts:manage", "api_keys:manage", "jobs:read")
                .path("data.attributes.key"));
        Response stronger = create(Map.of("scopes", List.of("jobs:read", "jobs:write")));

        // When
        Response byScopes = clerk.request()
                .body(Map.of("name", "A", "scopes", List.of("jobs:write"), "allowed_ips", List.of("10.0.0.0/8")))
                .post(ACCOUNTS);
        Response byRole = clerk.request()
                .body(Map.of("name", "B", "role", "admin", "allowed_ips", List.of("10.0.0.0/8")))
                .post(ACCOUNTS);
        Response changed = clerk.request()
                .body(Map.of("allowed_ips", List.of("0.0.0.0/0")))
                .patch(ACCOUNTS + "/" + stronger.path("data.id"));
        Response key = clerk.request()
                .body(Map.of("name", "K", "scopes", List.of("jobs:write")))
                .post(ACCOUNTS + "/" + stronger.path("data.id") + "/keys");

        // Then
        byScopes.then().statusCode(403).body("error.required_scopes", contains("jobs:write"));
        byRole.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        changed.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        key.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
    }

    @Test
    void aKeyHoldsNothingThatItsAccountDoesNot() {
        // Given
        Response account = create(Map.of("scopes", List.of("jobs:read")));

        // When
        Response response = createKey(account, "jobs:read", "crew:read");

        // Then
        response.then().statusCode(422).body("error.details[0].field", equalTo("scopes"));
    }

    @Test
    void itsKeysMakeNoKeysOfTheirOwn() {
        // Given
        Response account = create(Map.of("scopes", List.of("api_keys:manage", "jobs:read")));
        Caller bridge =
                callerWith(createKey(account, "api_keys:manage", "jobs:read").path("data.attributes.key"));

        // When
        Response response = bridge.request()
                .body(Map.of("name", "Escape", "scopes", List.of("jobs:read")))
                .post(KEYS);

        // Then
        response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void aChangeOfItsScopesReachesTheKeysThatAreThere() {
        // Given
        Response account = create(Map.of("scopes", List.of("jobs:read", "crew:read")));
        String key = createKey(account, "jobs:read", "crew:read").path("data.attributes.key");

        // When
        change(account, Map.of("scopes", List.of("jobs:read"))).then().statusCode(200);

        // Then
        exchange(key).then().body("principal.scopes", contains("jobs:read"));
    }

    @Test
    void aRoleBoundsItsKeysAsItStandsNow() {
        // Given
        Response account = create(Map.of("role", "viewer"));
        String key = createKey(account, "jobs:read", "crew:read").path("data.attributes.key");
        admin.request()
                .body(Map.of("lines", List.of(Map.of("pattern", "crew:read", "granted", false))))
                .put("/api/v1/organizations/" + organization.id() + "/roles/viewer")
                .then()
                .statusCode(200);

        // When
        Response principal = exchange(key);

        // Then
        principal.then().body("principal.role", equalTo("viewer")).body("principal.scopes", contains("jobs:read"));
    }

    @Test
    void deactivationStopsItsKeysAtOnceAndActivationBringsThemBack() {
        // Given
        Response account = create(Map.of("scopes", List.of("jobs:read")));
        Response key = createKey(account, "jobs:read");
        String secret = key.path("data.attributes.key");

        // When
        change(account, Map.of("active", false)).then().statusCode(200).body("data.attributes.active", equalTo(false));

        // Then
        exchange(secret).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        change(account, Map.of("active", true)).then().statusCode(200);
        exchange(secret).then().statusCode(200);
    }

    @Test
    void itsKeysAreRevokedWithIt() {
        // Given
        Response account = create(Map.of("scopes", List.of("jobs:read")));
        Response key = createKey(account, "jobs:read");
        String path = ACCOUNTS + "/" + account.path("data.id");

        // When
        admin.request().delete(path).then().statusCode(204);

        // Then
        exchange(key.path("data.attributes.key")).then().statusCode(401);
        admin.request().get(path).then().statusCode(404);
        admin.request().get(KEYS).then().body("data.id", not(hasItem(key.<String>path("data.id"))));
    }

    @Test
    void aTestKeyActsInTheSandbox() {
        // Given
        Response account = create(Map.of("role", "viewer"));

        // When
        Response key = admin.request()
                .body(Map.of("name", "K", "scopes", List.of("jobs:read"), "environment", "test"))
                .post(ACCOUNTS + "/" + account.path("data.id") + "/keys");

        // Then
        exchange(key.path("data.attributes.key"))
                .then()
                .statusCode(200)
                .body(
                        "principal.organization_id",
                        equalTo(organization.sandboxId().toString()))
                .body("principal.scopes", contains("jobs:read"));
    }

    @Test
    void isManagedWithItsScopeOnly() {
        // Given
        Caller manager = callerWith(organization.accessTokenOf(organization.addMember("management")));

        // When
        Response response = manager.request().get(ACCOUNTS);

        // Then
        response.then().statusCode(403).body("error.required_scopes", contains("service_accounts:manage"));
    }

    @Test
    void anotherOrganizationsDoesNotExist() {
        // Given
        Caller stranger = TestOrganization.found().admin();
        String path = ACCOUNTS + "/" + create(Map.of("role", "viewer")).path("data.id");

        // When / Then
        stranger.request().get(path).then().statusCode(404);
        stranger.request().body(Map.of("name", "Mine")).patch(path).then().statusCode(404);
        stranger.request().delete(path).then().statusCode(404);
        stranger.request().get(path + "/keys").then().statusCode(404);
        stranger.request()
                .body(Map.of("name", "K", "scopes", List.of("jobs:read")))
                .post(path + "/keys")
                .then()
                .statusCode(404);
        stranger.request().get(ACCOUNTS).then().body("data", hasSize(0));
    }

    @Test
    void noTwoHaveTheSameNameAndAStaleChangeIsRefused() {
        // Given
        Response account = create(Map.of("role", "viewer"));

        // When
        Response second = create(Map.of("role", "viewer", "name", account.path("data.attributes.name")));
        change(account, Map.of("description", "First")).then().statusCode(200);
        Response stale = admin.request()
                .header("If-Match", account.header("ETag"))
                .body(Map.of("description", "Second"))
                .patch(ACCOUNTS + "/" + account.path("data.id"));

        // Then
        second.then().statusCode(409).body("error.details[0].field", equalTo("name"));
        stale.then().statusCode(412);
    }

    private Response create(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "Bridge " + UUID.randomUUID());
        body.put("allowed_ips", List.of("10.0.0.0/8"));
        body.putAll(more);
        return admin.request().body(body).post(ACCOUNTS);
    }

    private Response change(Response account, Map<String, Object> body) {
        return admin.request().body(body).patch(ACCOUNTS + "/" + account.path("data.id"));
    }

    private Response createKey(Response account, String... scopes) {
        return admin.request()
                .body(Map.of("name", "Key", "scopes", List.of(scopes)))
                .post(ACCOUNTS + "/" + account.path("data.id") + "/keys");
    }

    private String keyFrom(Response account, List<String> addresses) {
        return admin.request()
                .body(Map.of("name", "Key", "scopes", List.of("jobs:read"), "allowed_ips", addresses))
                .post(ACCOUNTS + "/" + account.path("data.id") + "/keys")
                .path("data.attributes.key");
    }

    private Response keyOfAdmin(String... scopes) {
        return admin.request()
                .body(Map.of("name", "Key", "scopes", List.of(scopes)))
                .post(KEYS);
    }
}
