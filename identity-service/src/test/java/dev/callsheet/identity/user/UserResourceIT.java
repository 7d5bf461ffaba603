package dev.callsheet.identity.user;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UserResourceIT {

    private static final String USERS = "/api/v1/users";

    private TestOrganization organization;
    private Caller admin;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        admin = organization.admin();
    }

    @Test
    void listsMembersByRoleDepartmentAndStanding() {
        // Given
        UUID technician = member("technician");
        member("management");
        patch(technician, Map.of("departments", List.of("sound", "lights")))
                .then()
                .statusCode(200);

        // When
        Response all = admin.request().get(USERS);
        Response byRole = admin.request().queryParam("role", "technician").get(USERS);
        Response byDepartment =
                admin.request().queryParam("department", "lights").get(USERS);
        Response inactive = admin.request().queryParam("active", false).get(USERS);

        // Then
        all.then().statusCode(200).body("data", hasSize(3)).body("meta.total", equalTo(3));
        byRole.then().statusCode(200).body("data.id", contains(technician.toString()));
        byDepartment.then().statusCode(200).body("data.id", contains(technician.toString()));
        inactive.then().statusCode(200).body("data", hasSize(0));
    }

    @Test
    void findsMembersByWordsOfNameAndAddressWithoutAccents() {
        // Given
        admin.request()
                .body(Map.of("full_name", "Núria Ferrer"))
                .put(USERS + "/me")
                .then()
                .statusCode(200);
        member("technician");

        // When
        Response response = admin.request().queryParam("search", "nuria ferr").get(USERS);

        // Then
        response.then()
                .statusCode(200)
                .body("data.id", contains(organization.adminId().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full_name", "-email", "role", "-created_at"})
    void aListIsPagedInEveryOrderWithoutGaps(String order) {
        // Given
        Stream.of("technician", "management", "viewer", "house_tech").forEach(this::member);

        // When
        Response first =
                admin.request().queryParam("limit", 2).queryParam("sort", order).get(USERS);
        Response second = next(first);
        Response third = next(second);

        // Then
        List<String> seen = Stream.of(first, second, third)
                .flatMap(page -> page.<List<String>>path("data.id").stream())
                .toList();
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(third.<String>path("links.next")).isNull();
    }

    @Test
    void aMemberOfAnotherOrganizationDoesNotExist() {
        // Given
        TestOrganization foreign = TestOrganization.found();
        String path = USERS + "/" + foreign.adminId();

        // When / Then
        admin.request().get(path).then().statusCode(404);
        admin.request().body(Map.of("role", "viewer")).patch(path).then().statusCode(404);
        admin.request()
                .body(Map.of("role", "viewer"))
                .put(path + "/role")
                .then()
                .statusCode(404);
        admin.request().delete(path).then().statusCode(404);
    }

    @Test
    void aRoleChangeTakesEffectForATokenInUse() {
        // Given
        String address = organization.addMember("technician");
        String accessToken = organization.accessTokenOf(address);
        UUID userId = userOf(accessToken);
        assertThat(exchange(accessToken).<List<String>>path("principal.scopes")).doesNotContain("jobs:write");

        // When
        Response response = admin.request().body(Map.of("role", "management")).put(USERS + "/" + userId + "/role");

        // Then
        response.then().statusCode(200).body("data.attributes.role", equalTo("management"));
        assertThat(exchange(accessToken).<List<String>>path("principal.scopes")).contains("jobs:write");
        exchange(accessToken).then().body("principal.role", equalTo("management"));
    }

    @Test
    void aDeactivatedMemberIsOutAndComesBackAsTheyWere() {
        // Given
        String address = organization.addMember("technician");
        String accessToken = organization.accessTokenOf(address);
        UUID userId = userOf(accessToken);

        // When
        patch(userId, Map.of("active", false)).then().statusCode(200).body("data.attributes.active", equalTo(false));

        // Then
        exchange(accessToken).then().statusCode(401);
        admin.request().queryParam("active", false).get(USERS).then().body("data", hasSize(1));
        patch(userId, Map.of("active", true)).then().statusCode(200);
        exchange(organization.accessTokenOf(address))
                .then()
                .statusCode(200)
                .body("principal.role", equalTo("technician"));
    }

    @Test
    void aRemovedMemberIsGoneAndKeepsTheirAccount() {
        // Given
        String address = organization.addMember("technician");
        String accessToken = organization.accessTokenOf(address);
        UUID userId = userOf(accessToken);

        // When
        Response response = admin.request().delete(USERS + "/" + userId);

        // Then
        response.then().statusCode(204);
        exchange(accessToken).then().statusCode(401);
        admin.request().get(USERS + "/" + userId).then().statusCode(404);
        assertThat(Database.list("select email from app_user where id = ?", userId))
                .containsExactly(address);
    }

    @Test
    void theLastAdminStays() {
        // Given
        UUID last = organization.adminId();

        // When
        List<Response> refused = List.of(
                patch(last, Map.of("role", "viewer")),
                patch(last, Map.of("active", false)),
                admin.request().body(Map.of("role", "viewer")).put(USERS + "/" + last + "/role"),
                admin.request().delete(USERS + "/" + last));

        // Then
        assertThat(refused)
                .allSatisfy(response -> response.then().statusCode(422).body("error.code", equalTo("UNPROCESSABLE")));
        member("admin");
        patch(last, Map.of("role", "viewer")).then().statusCode(200);
    }

    @Test
    void twoAdminsWhoDemoteEachOtherAtOnceLeaveOne() {
        // Given
        UUID second = member("admin");
        List<UUID> admins = List.of(organization.adminId(), second);

        // When
        List<Integer> statuses;
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = admins.stream()
                    .map(userId -> CompletableFuture.supplyAsync(
                            () -> patch(userId, Map.of("role", "viewer")).statusCode(), requests))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        // Then
        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void nobodyGrantsMoreThanTheyHaveNorTouchesWhoHasMore() {
        // Given
        UUID technician = member("technician");
        Caller lesser = admin.colleagueWithScopes("users:write", "jobs:read", "timesheets:read", "timesheets:write");

        // When
        Response grant = lesser.request().body(Map.of("role", "management")).patch(USERS + "/" + technician);
        Response demote =
                lesser.request().body(Map.of("role", "technician")).patch(USERS + "/" + organization.adminId());
        Response remove = lesser.request().delete(USERS + "/" + organization.adminId());

        // Then
        Stream.of(grant, demote, remove)
                .forEach(response -> response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN")));
    }

    @Test
    void anUnknownRoleIsNamedWithTheKnownOnes() {
        // When
        Response response = patch(organization.adminId(), Map.of("role", "emperor"));

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("role"));
        assertThat(response.<String>path("error.details[0].message")).contains("emperor", "technician");
    }

    @Test
    void aStaleVersionIsRefusedAndWhatGetGaveCanBePut() {
        // Given
        UUID technician = member("technician");
        Response shown = admin.request().get(USERS + "/" + technician);
        Map<String, Object> attributes = shown.path("data.attributes");

        // When
        Response repeated = admin.request().body(attributes).put(USERS + "/" + technician);
        patch(technician, Map.of("departments", List.of("sound"))).then().statusCode(200);
        Response stale = admin.request()
                .header("If-Match", shown.header("ETag"))
                .body(Map.of("role", "viewer"))
                .patch(USERS + "/" + technician);

        // Then
        repeated.then().statusCode(200).body("data.attributes.version", equalTo(1));
        stale.then().statusCode(412).body("error.code", equalTo("PRECONDITION_FAILED"));
    }

    @Test
    void aUserChangesTheirOwnProfileAndNothingElse() {
        // Given
        String address = organization.addMember("technician");
        Caller user = callerWith(organization.accessTokenOf(address));

        // When
        Response response = user.request()
                .body(Map.of(
                        "full_name", "Ana Torres",
                        "avatar_url", "https://example.com/ana.jpg",
                        "phone", "+34 600 000 000",
                        "role", "admin",
                        "email", "eve@example.com"))
                .put(USERS + "/me");

        // Then
        response.then()
                .statusCode(200)
                .body("data.attributes.full_name", equalTo("Ana Torres"))
                .body("data.attributes.phone", equalTo("+34 600 000 000"))
                .body("data.attributes.avatar_url", equalTo("https://example.com/ana.jpg"))
                .body("data.attributes.role", equalTo("technician"))
                .body("data.attributes.email", equalTo(address))
                .body("data.attributes.version", equalTo(2));
        user.request().get(USERS).then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
    }

    @Test
    void aKeyWithoutTheScopeLeavesItsOwnersProfileAlone() {
        // Given
        String key = admin.request()
                .body(Map.of("name", "Reader", "scopes", List.of("jobs:read")))
                .post("/api/v1/api-keys")
                .path("data.attributes.key");

        // When
        Response response =
                callerWith(key).request().body(Map.of("full_name", "Eve")).put(USERS + "/me");

        // Then
        response.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
    }

    @Test
    void everythingWrongWithAProfileIsReportedAtOnce() {
        // When
        Response response = admin.request()
                .body(Map.of("full_name", "", "avatar_url", "javascript:alert(1)", "phone", "call me", "nick", "x"))
                .put(USERS + "/me");

        // Then
        response.then().statusCode(400);
        assertThat(response.<List<String>>path("error.details.field"))
                .contains("full_name", "avatar_url", "phone", "nick");
    }

    @Test
    void aSandboxShowsTheMembersAndChangesNone() {
        // Given
        Caller sandbox = callerWith(organization.testKey());

        // When
        Response list = sandbox.request().get(USERS);
        Response me = sandbox.request().get(USERS + "/me");
        Response change = sandbox.request().body(Map.of("role", "viewer")).patch(USERS + "/" + organization.adminId());

        // Then
        list.then()
                .statusCode(200)
                .body("data.id", contains(organization.adminId().toString()));
        me.then().statusCode(200).body("data.attributes.email", equalTo(organization.email()));
        change.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        sandbox.request()
                .body(Map.of("full_name", "Seen from the sandbox"))
                .put(USERS + "/me")
                .then()
                .statusCode(200)
                .body("data.attributes.full_name", equalTo("Seen from the sandbox"));
    }

    private Response next(Response page) {
        String link = page.then().statusCode(200).extract().path("links.next");
        return admin.request().urlEncodingEnabled(false).get(link);
    }

    private UUID member(String role) {
        return userOf(organization.accessTokenOf(organization.addMember(role)));
    }

    private static UUID userOf(String accessToken) {
        return Objects.requireNonNull(callerWith(accessToken).principal().userId());
    }

    private Response patch(UUID userId, Map<String, Object> changes) {
        return admin.request().body(changes).patch(USERS + "/" + userId);
    }
}
