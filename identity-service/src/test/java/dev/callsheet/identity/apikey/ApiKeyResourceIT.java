package dev.callsheet.identity.apikey;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyResourceIT {

    private static final String KEYS = "/api/v1/api-keys";

    private TestOrganization organization;
    private Caller admin;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        admin = organization.admin();
    }

    @Test
    void showsTheKeyOnceAndItsPrefixLater() {
        // Given
        Map<String, Object> request = Map.of(
                "name",
                "Payroll export",
                "scopes",
                List.of("jobs:read", "jobs:write", "webhooks:manage"),
                "rate_limit_tier",
                "standard",
                "metadata",
                Map.of("team", Map.of("name", "Nóminas")));

        // When
        Response created = admin.request().body(request).post(KEYS);

        // Then
        String key = created.path("data.attributes.key");
        String id = created.path("data.id");
        created.then()
                .statusCode(201)
                .header("Location", equalTo(KEYS + "/" + id))
                .body("data.attributes.key", startsWith("sp_live_"))
                .body("data.attributes.metadata.team.name", equalTo("Nóminas"));
        Response shown = admin.request().get(KEYS + "/" + id);
        shown.then()
                .statusCode(200)
                .body("data.attributes.key_prefix", equalTo(key.substring(0, 16)))
                .body("data.attributes.scopes", containsInAnyOrder("jobs:read", "jobs:write", "webhooks:manage"))
                .body(
                        "data.relationships.owner.id",
                        equalTo(organization.adminId().toString()));
        assertThat(shown.asString()).doesNotContain(key);
        exchange(key)
                .then()
                .statusCode(200)
                .body("principal.credential_id", equalTo(id))
                .body("principal.rate_limit_tier", equalTo("standard"))
                .body("principal.scopes", containsInAnyOrder("jobs:read", "jobs:write", "webhooks:manage"));
    }

    @Test
    void theDatabaseHoldsNoKeyThatWorks() {
        // Given
        String key = create("jobs:read").path("data.attributes.key");

        // When
        List<String> rows = Database.list("select k::text from api_key k where organization_id = ?", organization.id());

        // Then
        assertThat(rows).hasSize(3).noneMatch(row -> row.contains(key));
    }

    @Test
    void aKeyMayNoMoreThanItsCreator() {
        // Given
        Caller creator = callerWith(create("api_keys:manage", "jobs:read").path("data.attributes.key"));

        // When
        Response response = creator.request()
                .body(Map.of("name", "More", "scopes", List.of("jobs:read", "jobs:write", "admin:*")))
                .post(KEYS);

        // Then
        response.then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.message", containsString("jobs:write, admin:*"));
        creator.request()
                .body(Map.of("name", "Less", "scopes", List.of("jobs:read")))
                .post(KEYS)
                .then()
                .statusCode(201);
    }

    @Test
    void keysAreManagedWithTheirScopeOnly() {
        // Given
        Caller reader = callerWith(create("jobs:read").path("data.attributes.key"));

        // When
        Response response = reader.request().get(KEYS);

        // Then
        response.then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.required_scopes", hasItem("api_keys:manage"));
    }

    @Test
    void everythingWrongWithTheRequestIsReportedAtOnce() {
        // When
        Response response = admin.request()
                .body(Map.of(
                        "scopes",
                        List.of("jobs:read", "jobs:reed"),
                        "expires_at",
                        "2020-01-01T00:00:00Z",
                        "environment",
                        "staging",
                        "allowed",
                        true))
                .post(KEYS);

        // Then
        response.then()
                .statusCode(400)
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.details.field", hasItems("name", "environment", "allowed"));
    }

    @Test
    void anUnknownScopeNamesTheValidOnes() {
        // When
        Response response = create("jobs:reed");

        // Then
        response.then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("scopes[0]"))
                .body("error.details[0].message", containsString("jobs:read, jobs:write"));
    }

    @Test
    void anUnknownTierNamesTheValidOnes() {
        // When
        Response response = admin.request()
                .body(Map.of("name", "Fast", "scopes", List.of("jobs:read"), "rate_limit_tier", "warp"))
                .post(KEYS);

        // Then
        response.then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("rate_limit_tier"))
                .body("error.details[0].message", containsString("standard"));
    }

    @Test
    void aRevokedKeyIsRefusedAndGone() {
        // Given
        Response created = create("jobs:read");
        String id = created.path("data.id");

        // When
        Response response = admin.request().delete(KEYS + "/" + id);

        // Then
        response.then().statusCode(204);
        exchange(created.path("data.attributes.key"))
                .then()
                .statusCode(401)
                .body("error.code", equalTo("UNAUTHORIZED"));
        admin.request().get(KEYS + "/" + id).then().statusCode(404);
        admin.request().delete(KEYS + "/" + id).then().statusCode(404);
        admin.request().get(KEYS).then().body("data.id", not(hasItem(id)));
    }

    @Test
    void anExpiredKeySaysSo() {
        // Given
        String key = admin.request()
                .body(Map.of(
                        "name", "Short",
                        "scopes", List.of("jobs:read"),
                        "expires_at", Instant.now().plusSeconds(1).toString()))
                .post(KEYS)
                .path("data.attributes.key");

        // When / Then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> exchange(key).then().statusCode(401).body("error.code", equalTo("TOKEN_EXPIRED")));
    }

    @Test
    void aKeyOfAnotherOrganizationDoesNotExist() {
        // Given
        Caller stranger = TestOrganization.found().admin();
        String id = create("jobs:read").path("data.id");

        // When / Then
        stranger.request().get(KEYS + "/" + id).then().statusCode(404).body("error.code", equalTo("NOT_FOUND"));
        stranger.request().delete(KEYS + "/" + id).then().statusCode(404);
        stranger.request().get(KEYS).then().statusCode(200).body("data.id", not(hasItem(id)));
        admin.request().get(KEYS + "/" + id).then().statusCode(200);
    }

    @Test
    void aTestKeyActsInTheSandboxAndIsManagedInItsOrganization() {
        // Given
        Response created = admin.request()
                .body(Map.of("name", "Sandbox", "scopes", List.of("admin:*"), "environment", "test"))
                .post(KEYS);

        // When
        Response principal = exchange(created.path("data.attributes.key"));

        // Then
        principal
                .then()
                .statusCode(200)
                .body(
                        "principal.organization_id",
                        equalTo(organization.sandboxId().toString()))
                .body("principal.environment", equalTo("test"))
                .body("principal.role", equalTo("admin"));
        admin.request()
                .queryParam("environment", "test")
                .get(KEYS)
                .then()
                .statusCode(200)
                .body("data.id", hasItem(created.<String>path("data.id")));
    }

    @Test
    void theSandboxMakesNoKeysForLiveData() {
        // Given
        Caller sandbox = callerWith(organization.testKey());

        // When
        Response refused = sandbox.request()
                .body(Map.of("name", "Out", "scopes", List.of("jobs:read"), "environment", "live"))
                .post(KEYS);
        Response created = sandbox.request()
                .body(Map.of("name", "In", "scopes", List.of("jobs:read")))
                .post(KEYS);

        // Then
        refused.then().statusCode(400).body("error.details[0].field", equalTo("environment"));
        created.then().statusCode(201).body("data.attributes.key", startsWith("sp_test_"));
        exchange(created.path("data.attributes.key"))
                .then()
                .body(
                        "principal.organization_id",
                        equalTo(organization.sandboxId().toString()));
    }

    @Test
    void aRepeatedCreationGivesTheSameKeyAndKeepsItEncrypted() {
        // Given
        String idempotencyKey = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", "Once", "scopes", List.of("jobs:read"));

        // When
        Response first = admin.request()
                .header("X-Idempotency-Key", idempotencyKey)
                .body(body)
                .post(KEYS);
        Response second = admin.request()
                .header("X-Idempotency-Key", idempotencyKey)
                .body(body)
                .post(KEYS);

        // Then
        String key = first.path("data.attributes.key");
        second.then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("data.attributes.key", equalTo(key));
        assertThat(Database.list("select r::text from idempotency_record r where key = ?", idempotencyKey))
                .hasSize(1)
                .noneMatch(row -> row.contains(key));
    }

    @Test
    void listsByPageAndByCursor() {
        // Given
        create("jobs:read");
        create("jobs:read");

        // When
        Response page = admin.request().queryParam("per_page", 2).get(KEYS);
        Response cursor = admin.request().queryParam("limit", 2).get(KEYS);

        // Then
        page.then().statusCode(200).body("data", hasSize(2)).body("meta.total", equalTo(4));
        admin.request()
                .urlEncodingEnabled(false)
                .get(cursor.<String>path("links.next"))
                .then()
                .statusCode(200)
                .body("data", hasSize(2));
    }

    private Response create(String... scopes) {
        return admin.request()
                .body(Map.of("name", "Key", "scopes", List.of(scopes)))
                .post(KEYS);
    }
}
