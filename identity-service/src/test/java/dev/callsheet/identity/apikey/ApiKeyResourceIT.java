package dev.callsheet.identity.apikey;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.callsheet.identity.fixture.AtOnce;
import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void keepsWhereAKeyMayBeUsedFromInOneSpelling() {
        // When
        Response created = createWith(Map.of(
                "allowed_ips", List.of("2001:DB8:0:0:0:0:0:1", "10.0.0.0/8", "::ffff:203.0.113.7", "203.0.113.7"),
                "allowed_origins", List.of("HTTPS://App.Example.com:443")));

        // Then
        created.then()
                .statusCode(201)
                .body("data.attributes.allowed_ips", containsInAnyOrder("10.0.0.0/8", "2001:db8::1", "203.0.113.7"))
                .body("data.attributes.allowed_origins", contains("https://app.example.com"));
        exchange(created.path("data.attributes.key"))
                .then()
                .body("allowed_addresses", containsInAnyOrder("10.0.0.0/8", "2001:db8::1", "203.0.113.7"))
                .body("allowed_origins", contains("https://app.example.com"));
    }

    @Test
    void whatIsNoAddressNetworkOrOriginIsNamed() {
        // When
        Response response = createWith(Map.of(
                "allowed_ips", List.of("10.0.0.0/8", "10.1.2.3/8", "localhost", "::1/200"),
                "allowed_origins", List.of("*")));

        // Then
        response.then()
                .statusCode(400)
                .body(
                        "error.details.field",
                        contains("allowed_ips[1]", "allowed_ips[2]", "allowed_ips[3]", "allowed_origins[0]"))
                .body("error.details[0].message", containsString("10.0.0.0/8"));
    }

    @Test
    void aKeyWithATierAboveThePlanIsRefusedWithTheAllowedOnes() {
        // Given
        onPlan("standard");

        // When
        Response above = createWith(Map.of("rate_limit_tier", "professional"));
        Response equal = createWith(Map.of("rate_limit_tier", "standard"));

        // Then
        above.then()
                .statusCode(422)
                .body("error.code", equalTo("UNPROCESSABLE"))
                .body("error.plan", equalTo("standard"))
                .body("error.allowed_tiers", contains("free", "basic", "standard"))
                .body("error.details[0].field", equalTo("rate_limit_tier"))
                .body("error.details[0].message", containsString("professional"));
        equal.then().statusCode(201);
        admin.request()
                .body(Map.of("rate_limit_tier", "enterprise"))
                .patch(KEYS + "/" + equal.path("data.id"))
                .then()
                .statusCode(422)
                .body("error.allowed_tiers", contains("free", "basic", "standard"));
    }

    @Test
    void aPlanThatShrinksTakesTheTiersOfItsKeysAlong() {
        // Given
        String key = createWith(
                        Map.of("rate_limit_tier", "professional", "rate_limit_overrides", Map.of("per_minute", 200)))
                .path("data.attributes.key");
        exchange(key)
                .then()
                .body("limit.tier", equalTo("professional"))
                .body("limit.per_minute", equalTo(200))
                .body("limit.per_day", equalTo(100_000));

        // When
        onPlan("standard");

        // Then
        exchange(key)
                .then()
                .body("principal.rate_limit_tier", equalTo("standard"))
                .body("limit.per_minute", equalTo(60))
                .body("limit.per_day", equalTo(10_000))
                .body("plan_limit.tier", equalTo("standard"));
    }

    @Test
    void onlyAnAdministratorReplacesNumbersOfATierAndWithinThePlan() {
        // Given
        onPlan("professional");
        Caller creator = callerWith(create("api_keys:manage", "jobs:read").path("data.attributes.key"));
        Map<String, Object> generous = Map.of(
                "name",
                "More",
                "scopes",
                List.of("jobs:read"),
                "rate_limit_tier",
                "standard",
                "rate_limit_overrides",
                Map.of("per_minute", 250));

        // When
        Response byCreator = creator.request().body(generous).post(KEYS);
        Response byAdmin = admin.request().body(generous).post(KEYS);
        Response tooMuch =
                createWith(Map.of("rate_limit_tier", "standard", "rate_limit_overrides", Map.of("burst", 51)));
        Response ofNothing = createWith(Map.of("rate_limit_overrides", Map.of("burst", 5)));

        // Then
        byCreator
                .then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.required_scopes", contains("admin:*"));
        byAdmin.then().statusCode(201).body("data.attributes.rate_limit_overrides.per_minute", equalTo(250));
        exchange(byAdmin.path("data.attributes.key"))
                .then()
                .body("limit.tier", equalTo("standard"))
                .body("limit.per_minute", equalTo(250))
                .body("limit.burst", equalTo(20));
        tooMuch.then()
                .statusCode(422)
                .body("error.details[0].field", equalTo("rate_limit_overrides.burst"))
                .body("error.details[0].message", containsString("at most 50"));
        ofNothing.then().statusCode(400).body("error.details[0].field", equalTo("rate_limit_overrides"));
    }

    @Test
    void aPlanHasRoomForSoManyLiveKeys() {
        // Given
        onPlan("free");
        create("jobs:read");
        create("jobs:read");
        Response last = create("jobs:read");

        // When
        Response oneTooMany = create("jobs:read");

        // Then
        last.then().statusCode(201);
        oneTooMany
                .then()
                .statusCode(422)
                .body("error.code", equalTo("UNPROCESSABLE"))
                .body("error.most_api_keys", equalTo(5));
        admin.request().delete(KEYS + "/" + last.path("data.id")).then().statusCode(204);
        create("jobs:read").then().statusCode(201);
    }

    @Test
    void creationsAtOnceDoNotOverrunThePlan() {
        // Given
        onPlan("free");

        // When
        List<Integer> answers = AtOnce.run(12, i -> create("jobs:read").statusCode());

        // Then
        assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
        assertThat(answers).filteredOn(status -> status == 422).hasSize(9);
    }

    @Test
    void changesAKeyAndSaysSo() {
        // Given
        Response created = createWith(Map.of("allowed_ips", List.of("10.0.0.0/8"), "metadata", Map.of("team", "a")));
        String path = KEYS + "/" + created.path("data.id");

        // When
        Response patched = admin.request()
                .header("If-Match", created.header("ETag"))
                .body("""
                        {"name": "Renamed", "scopes": ["jobs:read", "crew:read"], "allowed_ips": null,
                         "expires_at": "2099-01-01T00:00:00Z"}
                        """)
                .patch(path);

        // Then
        patched.then()
                .statusCode(200)
                .body("data.attributes.name", equalTo("Renamed"))
                .body("data.attributes.allowed_ips", hasSize(0))
                .body("data.attributes.metadata.team", equalTo("a"))
                .body("data.attributes.version", equalTo(2))
                .body("data.attributes", not(hasKey("key")));
        exchange(created.path("data.attributes.key"))
                .then()
                .body("principal.scopes", containsInAnyOrder("jobs:read", "crew:read"))
                .body("allowed_addresses", hasSize(0));
        admin.request()
                .header("If-Match", created.header("ETag"))
                .body(Map.of("name", "Late"))
                .put(path)
                .then()
                .statusCode(412);
        admin.request()
                .body(Map.of("environment", "test"))
                .patch(path)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("environment"));
        admin.request()
                .body(admin.request().get(path).asString())
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyChangesOrRotatesAKeyThatMayMoreThanThey() {
        // Given
        Caller clerk = callerWith(create("api_keys:manage", "jobs:read").path("data.attributes.key"));
        String stronger = KEYS + "/" + create("jobs:read", "jobs:write").path("data.id");
        String own = KEYS + "/" + create("jobs:read").path("data.id");

        // When
        Response changed = clerk.request().body(Map.of("name", "Mine")).patch(stronger);
        Response rotated = clerk.request().body(Map.of()).post(stronger + "/rotate");
        Response widened = clerk.request()
                .body(Map.of("scopes", List.of("jobs:read", "jobs:write")))
                .patch(own);

        // Then
        changed.then().statusCode(403).body("error.required_scopes", contains("jobs:write"));
        rotated.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        widened.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
        clerk.request().delete(stronger).then().statusCode(204);
    }

    @Test
    void aKeyThatAKeyMakesEndsWithIt() {
        // Given
        Instant end = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        Caller creator = callerWith(admin.request()
                .body(Map.of(
                        "name",
                        "Short",
                        "scopes",
                        List.of("api_keys:manage", "jobs:read"),
                        "expires_at",
                        end.toString()))
                .post(KEYS)
                .path("data.attributes.key"));

        // When
        Response silent = creator.request()
                .body(Map.of("name", "Child", "scopes", List.of("jobs:read")))
                .post(KEYS);
        Response longer = creator.request()
                .body(Map.of(
                        "name",
                        "Child",
                        "scopes",
                        List.of("jobs:read"),
                        "expires_at",
                        end.plusSeconds(60).toString()))
                .post(KEYS);

        // Then
        silent.then().statusCode(201);
        assertThat(OffsetDateTime.parse(silent.<String>path("data.attributes.expires_at"))
                        .toInstant())
                .isEqualTo(end);
        longer.then().statusCode(400).body("error.details[0].field", equalTo("expires_at"));
    }

    @Test
    void afterARotationBothKeysWorkUntilTheGraceEnds() {
        // Given
        Response created = create("jobs:read");
        String id = created.path("data.id");
        String old = created.path("data.attributes.key");

        // When
        Response rotated = admin.request().body(Map.of("grace_hours", 1)).post(KEYS + "/" + id + "/rotate");

        // Then
        String successor = rotated.path("data.attributes.key");
        rotated.then()
                .statusCode(200)
                .body("data.attributes.key_prefix", equalTo(successor.substring(0, 16)))
                .body("data.attributes.scopes", contains("jobs:read"));
        Instant graceEnds = OffsetDateTime.parse(rotated.<String>path("data.attributes.previous_key_expires_at"))
                .toInstant();
        assertThat(graceEnds)
                .isBetween(Instant.now().plusSeconds(3_540), Instant.now().plusSeconds(3_660));
        exchange(successor).then().statusCode(200).body("principal.expires_at", nullValue());
        Response byOld = exchange(old);
        byOld.then().statusCode(200).body("principal.credential_id", equalTo(id));
        assertThat(OffsetDateTime.parse(byOld.<String>path("principal.expires_at"))
                        .toInstant())
                .isEqualTo(graceEnds);
        Database.update(
                "update api_key set previous_key_expires_at = now() - interval '1 second' where id = ?",
                UUID.fromString(id));
        exchange(old).then().statusCode(401).body("error.code", equalTo("TOKEN_EXPIRED"));
        exchange(successor).then().statusCode(200);
    }

    @Test
    void theGraceNeverOutlivesTheKey() {
        // Given
        Instant end = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        Response created = createWith(Map.of("expires_at", end.toString()));

        // When
        Response rotated = admin.request().body(Map.of()).post(KEYS + "/" + created.path("data.id") + "/rotate");

        // Then
        assertThat(OffsetDateTime.parse(rotated.<String>path("data.attributes.previous_key_expires_at"))
                        .toInstant())
                .isEqualTo(end);
    }

    @Test
    void aStolenKeyEndsAtOnceByARotationWithoutGrace() {
        // Given
        Response created = create("jobs:read");
        String path = KEYS + "/" + created.path("data.id") + "/rotate";
        String first = created.path("data.attributes.key");
        String second = admin.request().body(Map.of()).post(path).path("data.attributes.key");

        // When
        Response withGrace = admin.request().body(Map.of("grace_hours", 1)).post(path);
        Response atOnce = admin.request().body(Map.of("grace_hours", 0)).post(path);

        // Then
        withGrace.then().statusCode(409).body("error.code", equalTo("CONFLICT"));
        atOnce.then().statusCode(200).body("data.attributes.previous_key_expires_at", nullValue());
        exchange(first).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        exchange(second).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        exchange(atOnce.path("data.attributes.key")).then().statusCode(200);
    }

    @Test
    void aRevokedKeyTakesItsPredecessorAlong() {
        // Given
        Response created = create("jobs:read");
        String path = KEYS + "/" + created.path("data.id");
        admin.request().body(Map.of()).post(path + "/rotate").then().statusCode(200);

        // When
        admin.request().delete(path).then().statusCode(204);

        // Then
        exchange(created.path("data.attributes.key")).then().statusCode(401);
        admin.request().body(Map.of()).post(path + "/rotate").then().statusCode(404);
    }

    @Test
    void aRotationThatIsRepeatedGivesTheSameKey() {
        // Given
        String path = KEYS + "/" + create("jobs:read").path("data.id") + "/rotate";
        String idempotencyKey = UUID.randomUUID().toString();

        // When
        Response first = admin.request()
                .header("X-Idempotency-Key", idempotencyKey)
                .body(Map.of())
                .post(path);
        Response second = admin.request()
                .header("X-Idempotency-Key", idempotencyKey)
                .body(Map.of())
                .post(path);

        // Then
        second.then().statusCode(200).body("data.attributes.key", equalTo(first.<String>path("data.attributes.key")));
        assertThat(Database.list("select r::text from idempotency_record r where key = ?", idempotencyKey))
                .hasSize(1)
                .noneMatch(row -> row.contains(first.<String>path("data.attributes.key")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 169})
    void aGraceIsAtMostSevenDays(int hours) {
        // When
        Response response = admin.request()
                .body(Map.of("grace_hours", hours))
                .post(KEYS + "/" + create("jobs:read").path("data.id") + "/rotate");

        // Then
        response.then().statusCode(400).body("error.details[0].field", equalTo("grace_hours"));
    }

    @Test
    void anotherOrganizationsKeyCannotBeChangedOrRotated() {
        // Given
        Caller stranger = TestOrganization.found().admin();
        String path = KEYS + "/" + create("jobs:read").path("data.id");

        // When / Then
        stranger.request().body(Map.of("name", "Mine")).patch(path).then().statusCode(404);
        stranger.request().body(Map.of()).post(path + "/rotate").then().statusCode(404);
    }

    @Test
    void aKeyMayNoMoreThanItsOwnerMayNow() {
        // Given
        Caller manager = callerWith(organization.accessTokenOf(organization.addMember("management")));
        String key = manager.request()
                .body(Map.of("name", "Key", "scopes", List.of("jobs:read", "jobs:write", "crew:read")))
                .post(KEYS)
                .path("data.attributes.key");

        // When
        Database.update(
                "update membership set role = 'technician' where user_id = ?",
                Objects.requireNonNull(manager.principal().userId()));

        // Then
        exchange(key)
                .then()
                .statusCode(200)
                .body("principal.role", equalTo("technician"))
                .body("principal.scopes", contains("jobs:read"));
    }

    private void onPlan(String plan) {
        Database.update("update organization set plan = ? where id = ?", plan, organization.id());
    }

    private Response createWith(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("name", "Key");
        request.put("scopes", List.of("jobs:read"));
        return admin.request().body(request).post(KEYS);
    }

    private Response create(String... scopes) {
        return admin.request()
                .body(Map.of("name", "Key", "scopes", List.of(scopes)))
                .post(KEYS);
    }
}
