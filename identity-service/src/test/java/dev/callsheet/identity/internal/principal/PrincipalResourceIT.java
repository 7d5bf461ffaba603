package dev.callsheet.identity.internal.principal;

import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static dev.callsheet.identity.fixture.TestOrganization.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PrincipalResourceIT {

    private static final String EXCHANGE = "/internal/v1/principals";

    private TestOrganization organization;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
    }

    @Test
    void aKeyStandsForItsOrganization() {
        // When
        Response response = exchange(organization.liveKey());

        // Then
        response.then()
                .statusCode(200)
                .body("principal.credential_type", equalTo("api_key"))
                .body("principal.organization_id", equalTo(organization.id().toString()))
                .body("principal.environment", equalTo("live"))
                .body("principal.time_zone", equalTo("Europe/Madrid"))
                .body("principal.plan", equalTo("enterprise"))
                .body("principal.rate_limit_tier", equalTo("unlimited"));
    }

    @ParameterizedTest
    @CsvSource({"fleet, 403", "service-under-test, 403", "stranger, 401"})
    void nobodyButTheGatewayMayAsk(String module, int status) {
        // When
        Response response = module(module)
                .body(Map.of("credential", organization.liveKey()))
                .post(EXCHANGE);

        // Then
        response.then().statusCode(status);
    }

    @Test
    void whoeverReachesTheServiceDirectlyIsRefused() {
        // When
        Response anonymous =
                json().body(Map.of("credential", organization.liveKey())).post(EXCHANGE);
        Response asBearer = json().header("Authorization", "Bearer " + organization.liveKey())
                .body(Map.of("credential", organization.liveKey()))
                .post(EXCHANGE);

        // Then
        anonymous.then().statusCode(401);
        asBearer.then().statusCode(401);
    }

    @Test
    void aKeyWithAWrongChecksumIsRefused() {
        // Given
        String key = organization.liveKey();
        String mistyped = key.substring(0, 39) + (key.endsWith("A") ? "B" : "A");

        // When
        Response response = exchange(mistyped);

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aWellFormedKeyThatNobodyMadeIsRefused() {
        // Given
        String key = new ApiKeyFormat("sp").generate("live", new SecureRandom());

        // When
        Response response = exchange(key);

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aForeignOrganizationIsForbiddenToKeyAndUser() {
        // Given
        UUID foreign = TestOrganization.found().id();

        // When
        Response byKey = exchange(organization.liveKey(), foreign);
        Response byUser = exchange(organization.login().path("data.access_token"), foreign);
        Response unknown = exchange(organization.liveKey(), UUID.randomUUID());

        // Then
        byKey.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        byUser.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        unknown.then().statusCode(403);
    }

    @Test
    void aUserReachesTheSandboxByItsIdAndAKeyDoesNot() {
        // Given
        String accessToken = organization.login().path("data.access_token");

        // When
        Response byUser = exchange(accessToken, organization.sandboxId());
        Response byLiveKey = exchange(organization.liveKey(), organization.sandboxId());

        // Then
        byUser.then()
                .statusCode(200)
                .body("principal.environment", equalTo("test"))
                .body("principal.role", equalTo("admin"));
        byLiveKey.then().statusCode(403);
    }

    @Test
    void aRoleBringsItsShippedScopes() {
        // Given
        String manager = organization.accessTokenOf(organization.addMember("management"));

        // When
        List<String> scopes = exchange(manager).path("principal.scopes");

        // Then
        assertThat(scopes)
                .contains("jobs:read", "jobs:write", "api_keys:manage", "webhooks:manage")
                .doesNotContain("admin:*", "organizations:write", "users:write");
    }

    @Test
    void theOrganizationChangesWhatItsRolesMay() {
        // Given
        String technician = organization.accessTokenOf(organization.addMember("technician"));
        addLine("technician", "jobs:read", false);
        addLine("technician", "tours:*", true);

        // When
        Response response = exchange(technician);

        // Then
        response.then().statusCode(200).body("principal.scopes", hasItems("tours:read", "tours:write"));
        assertThat(response.<List<String>>path("principal.scopes")).doesNotContain("jobs:read");
    }

    @Test
    void whoLeftTheOrganizationTakesNoKeyAlong() {
        // Given
        Database.update("update membership set deleted_at = now() where user_id = ?", organization.adminId());

        // When
        Response response = exchange(organization.liveKey());

        // Then
        response.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aDeactivatedUsersTokenIsRefused() {
        // Given
        String accessToken = organization.login().path("data.access_token");
        Database.update("update app_user set deactivated_at = now() where id = ?", organization.adminId());

        // When
        Response response = exchange(accessToken);

        // Then
        response.then().statusCode(401);
    }

    @Test
    void aDeactivatedMembersKeysAndTokensAreRefusedInThatOrganization() {
        // Given
        String accessToken = organization.login().path("data.access_token");
        Database.update("update membership set deactivated_at = now() where user_id = ?", organization.adminId());

        // When
        Response byToken = exchange(accessToken);
        Response byKey = exchange(organization.liveKey());

        // Then
        byToken.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        byKey.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
        organization.login().then().statusCode(403);
    }

    private void addLine(String role, String pattern, boolean granted) {
        Database.update("""
                insert into role_scope (organization_id, id, role, pattern, granted, version, created_at, updated_at)
                values (?, ?, ?, ?, ?, 1, now(), now())
                """, organization.id(), UUID.randomUUID(), role, pattern, granted);
    }
}
