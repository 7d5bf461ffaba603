package dev.callsheet.identity.issuer;

import static dev.callsheet.identity.fixture.TestOrganization.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.infrastructure.TestTopic;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LoopbackIssuers.class)
class OutsideTokenIT {

    private final TestIssuer provider = new TestIssuer();
    private TestOrganization organization;
    private String member;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        member = organization.addMember("technician");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aMembersTokenBecomesAPrincipalOfTheOrganization() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token());

        // Then
        response.then()
                .statusCode(200)
                .body("principal.credential_type", equalTo("outside_user"))
                .body("principal.organization_id", equalTo(organization.id().toString()))
                .body("principal.role", equalTo("technician"))
                .body("principal.scopes", hasItem("timesheets:read"))
                .body("principal.user_id", equalTo(idOf(member)));
    }

    @Test
    void thePrincipalOfASubjectIsTheSameEachTime() {
        // Given
        register(Map.of());
        String first = exchange(token()).path("principal.credential_id");

        // When
        String second = exchange(token()).path("principal.credential_id");

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void theHeaderPicksTheSandbox() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(), organization.sandboxId());

        // Then
        response.then().statusCode(200).body("principal.environment", equalTo("test"));
    }

    @Test
    void aTokenOfOneOrganizationsIssuerIsNoGoodInAnother() {
        // Given
        register(Map.of());
        TestOrganization other = TestOrganization.found();

        // When
        Response response = exchange(token(), other.id());

        // Then
        response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void twoOrganizationsOfOneIssuerAreToldApartByTheAudience() {
        // Given
        register(Map.of());
        TestOrganization other = TestOrganization.found();
        String theirs = other.addMember("viewer");
        register(other, Map.of("audience", "callsheet-two"));

        // When
        Response response =
                exchange(provider.token("sub", theirs, claims -> claims.setAudience("callsheet-two", "account")));

        // Then
        response.then()
                .statusCode(200)
                .body("principal.organization_id", equalTo(other.id().toString()));
    }

    @Test
    void aTokenForBothOrganizationsNeedsTheHeader() {
        // Given
        register(Map.of());
        TestOrganization other = TestOrganization.found();
        String theirs = other.addMember("viewer");
        register(other, Map.of("audience", "callsheet-two"));
        String token = provider.token("sub", theirs, claims -> claims.setAudience("callsheet", "callsheet-two"));

        // When
        Response undecided = exchange(token);
        Response decided = exchange(token, other.id());

        // Then
        undecided.then().statusCode(401).body("error.message", containsString("X-Organization-ID"));
        decided.then()
                .statusCode(200)
                .body("principal.organization_id", equalTo(other.id().toString()));
    }

    @Test
    void aTokenSignedByAnotherKeyUnderAKnownIdIsRefused() throws JoseException {
        // Given
        register(Map.of());
        JsonWebSignature forged = provider.unsigned(claims());
        forged.setKey(RsaJwkGenerator.generateJwk(2048).getPrivateKey());
        forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);

        // When
        Response response = exchange(TestIssuer.serialize(forged));

        // Then
        refused(response, "The signature of the access token is wrong.");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        // Given
        register(Map.of());
        JsonWebSignature unsigned = provider.unsigned(claims());
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);

        // When
        Response response = exchange(TestIssuer.serialize(unsigned));

        // Then
        refused(response, "The token is signed with none; accepted are: RS256.");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() {
        // Given
        register(Map.of());
        JsonWebSignature confused = provider.unsigned(claims());
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        confused.setKey(new HmacKey(
                provider.key().toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)));

        // When
        Response response = exchange(TestIssuer.serialize(confused));

        // Then
        refused(response, "The token is signed with HS256; accepted are: RS256.");
    }

    @Test
    void anAlgorithmThatWasNotRegisteredIsRefused() {
        // Given
        register(Map.of("algorithms", List.of("ES256")));

        // When
        Response response = exchange(token());

        // Then
        refused(response, "The token is signed with RS256; accepted are: ES256.");
    }

    @Test
    void aTokenOfAnotherAudienceIsRefused() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> claims.setAudience("somebody-else")));

        // Then
        refused(response, "No organization accepts tokens of the issuer");
    }

    @Test
    void aTokenOfAnIssuerThatNobodyRegisteredIsRefused() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> claims.setIssuer("https://evil.example")));

        // Then
        refused(response, "No organization accepts tokens of the issuer 'https://evil.example'");
    }

    @Test
    void aTokenInTheNameOfAnIssuerWithOtherKeysIsRefused() {
        // Given
        register(Map.of());
        try (TestIssuer evil = new TestIssuer()) {
            // When
            Response response = exchange(evil.token("sub", member, claims -> claims.setIssuer(provider.url())));

            // Then
            refused(response, "The signature of the access token is wrong.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-25, 0, 25})
    void clocksMayDifferByHalfAMinute(int seconds) {
        // Given
        register(Map.of());

        // When
        Response expiring = exchange(token(claims -> {
            claims.setIssuedAt(inSeconds(-60));
            claims.setExpirationTime(inSeconds(seconds < 0 ? seconds : 60));
        }));
        Response beginning = exchange(token(claims -> claims.setNotBefore(inSeconds(Math.max(seconds, 0)))));

        // Then
        expiring.then().statusCode(200);
        beginning.then().statusCode(200);
    }

    @Test
    void anExpiredTokenSaysSo() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> {
            claims.setIssuedAt(inSeconds(-60));
            claims.setExpirationTime(inSeconds(-35));
        }));

        // Then
        response.then().statusCode(401).body("error.code", equalTo("TOKEN_EXPIRED"));
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> claims.setNotBefore(inSeconds(40))));

        // Then
        refused(response, "The access token is not valid yet.");
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> claims.unsetClaim("exp")));

        // Then
        refused(response, "The access token lacks its subject or its expiry.");
    }

    @Test
    void aKeyThatTheIssuerHasJustMadeIsFetched() {
        // Given
        register(Map.of());
        exchange(token()).then().statusCode(200);

        // When
        provider.rotate();

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> exchange(token()).statusCode() == 200);
    }

    @Test
    void inventedKeyIdsDoNotBecomeARequestEach() {
        // Given
        register(Map.of());
        JsonWebSignature invented = provider.unsigned(claims());
        invented.setKeyIdHeaderValue("invented");
        invented.setKey(provider.key().getPrivateKey());
        invented.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        String token = TestIssuer.serialize(invented);
        int before = provider.asked();
        long began = System.nanoTime();

        // When
        for (int i = 0; i < 50; i++) {
            refused(exchange(token), "has no key that the token is signed with");
        }

        // Then
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(provider.asked() - before).isLessThanOrEqualTo((int) (millis / 200) + 1);
    }

    @Test
    void tokensWorkOnWhileTheIssuerIsDown() {
        // Given
        register(Map.of());
        exchange(token()).then().statusCode(200);

        // When
        provider.stop();

        // Then
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> exchange(token()).statusCode() == 200);
    }

    @Test
    void anIssuerThatIsDownWhenItsFirstTokenComesIsNamedInTheRefusal() {
        // Given
        String id = register(Map.of());
        Database.update(
                "update token_issuer set jwks_url = ? where id = ?",
                provider.url() + "/jwks?other",
                UUID.fromString(id));
        provider.stop();

        // When
        Response response = exchange(token());

        // Then
        refused(response, "The keys of the issuer '" + provider.url() + "' cannot be read at the moment");
    }

    @Test
    void keysOfTenMegabytesAreNotRead() {
        // Given
        String id = register(Map.of());
        Database.update(
                "update token_issuer set jwks_url = ? where id = ?",
                provider.url() + "/jwks?large",
                UUID.fromString(id));
        provider.answer(200, " ".repeat(10 * 1024 * 1024));

        // When
        Response response = exchange(token());

        // Then
        refused(response, "answered with more than 256 KB");
    }

    @Test
    void rolesAndDepartmentsFollowTheToken() {
        // Given
        register(Map.of(
                "claims",
                Map.of(
                        "role", "realm_access.roles",
                        "roles", Map.of("boss", "management", "crew", "technician"),
                        "departments", "https://example.com/departments")));
        Consumer<JwtClaims> promotion = claims -> {
            claims.setClaim("realm_access", Map.of("roles", List.of("offline", "boss")));
            claims.setClaim("https://example.com/departments", List.of("sound", "catering"));
        };

        // When
        try (TestTopic topic = TestTopic.of("identity.events")) {
            Response response = exchange(token(promotion));

            // Then
            response.then()
                    .statusCode(200)
                    .body("principal.role", equalTo("management"))
                    .body("principal.departments", equalTo(List.of("sound")));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(topic.eventsOf(idOf(member)))
                            .singleElement()
                            .satisfies(event ->
                                    assertThat(event.path("type").asText()).isEqualTo("user.updated")));
        }
        exchange(token(promotion)).then().statusCode(200);
    }

    @Test
    void aStrangerIsRefusedWhereMembersAreMadeHere() {
        // Given
        register(Map.of());
        String stranger = UUID.randomUUID() + "@example.com";

        // When
        Response response = exchange(provider.token("stranger", stranger, claims -> {}));

        // Then
        refused(response, "There is no active user " + stranger + " here.");
        assertThat(Database.list("select id from app_user where email = ?", stranger))
                .isEmpty();
    }

    @Test
    void aStrangerBecomesAMemberWhereTheOrganizationWantsThat() {
        // Given
        register(Map.of("provision_users", true, "default_role", "viewer"));
        String stranger = UUID.randomUUID() + "@example.com";

        // When
        Response response = exchange(provider.token("new", stranger, claims -> {}));

        // Then
        response.then()
                .statusCode(200)
                .body("principal.role", equalTo("viewer"))
                .body("principal.name", equalTo("Nuria Vidal"));
    }

    @Test
    void whoeverWasRemovedDoesNotComeBackByThemselves() {
        // Given
        register(Map.of("provision_users", true, "default_role", "viewer"));
        exchange(token()).then().statusCode(200);
        Database.update("update membership set deleted_at = now() where user_id = ?", UUID.fromString(idOf(member)));

        // When
        Response response = exchange(token());

        // Then
        refused(response, "was removed in this organization");
    }

    @Test
    void aDeactivatedMemberIsRefused() {
        // Given
        register(Map.of());
        exchange(token()).then().statusCode(200);
        Database.update(
                "update membership set deactivated_at = now() where user_id = ?", UUID.fromString(idOf(member)));

        // When
        Response response = exchange(token());

        // Then
        refused(response, "was deactivated in this organization");
    }

    @Test
    void aSubjectIsKnownAgainAfterItsAddressChanged() {
        // Given
        register(Map.of("claims", Map.of("user", "sub")));
        String subject = UUID.randomUUID().toString();
        exchange(provider.token(subject, member, claims -> {})).then().statusCode(200);

        // When
        Response response = exchange(provider.token(subject, "changed@example.com", claims -> {}));

        // Then
        response.then().statusCode(200).body("principal.user_id", equalTo(idOf(member)));
    }

    @Test
    void anAddressThatTheIssuerHasNotVerifiedFindsNobody() {
        // Given
        register(Map.of());

        // When
        Response response = exchange(token(claims -> claims.setClaim("email_verified", false)));

        // Then
        refused(response, "no verified address");
    }

    @Test
    void theClaimThatNamesTheOrganizationMustAgree() {
        // Given
        register(Map.of("claims", Map.of("organization", "org_id", "organization_value", "org_1")));

        // When
        Response without = exchange(token());
        Response with = exchange(token(claims -> claims.setStringClaim("org_id", "org_1")));

        // Then
        refused(without, "The token is not for this organization");
        with.then().statusCode(200);
    }

    @Test
    void aTokenShowsNoOtherOrganizationsOfThePerson() {
        // Given
        register(Map.of());
        TestOrganization other = TestOrganization.found();
        Database.update("""
                insert into membership (organization_id, id, user_id, role, version, created_at, updated_at)
                values (?, ?, ?, 'admin', 1, now(), now())
                """, other.id(), UUID.randomUUID(), UUID.fromString(idOf(member)));

        // When
        Response response = TestOrganization.callerWith(token()).request().get("/api/v1/organizations");

        // Then
        response.then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(organization.id().toString())));
        exchange(token(), other.id()).then().statusCode(403);
    }

    @Test
    void aTokenChangesNothingThatThePersonHasEverywhereAndMakesNoKeyThatOutlivesIt() {
        // Given
        register(Map.of());
        String token = provider.token("sub-admin", organization.email(), claims -> {});

        // When
        Response profile = TestOrganization.callerWith(token)
                .request()
                .body(Map.of("full_name", "Somebody Else"))
                .put("/api/v1/users/me");
        Response key = TestOrganization.callerWith(token)
                .request()
                .body(Map.of("name", "Lasting", "scopes", List.of("jobs:read")))
                .post("/api/v1/api-keys");

        // Then
        profile.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        key.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
    }

    @Test
    void aTokenStopsWorkingWhenItsIssuerIsRemoved() {
        // Given
        String id = register(Map.of());
        exchange(token()).then().statusCode(200);

        // When
        organization
                .admin()
                .request()
                .delete("/api/v1/organizations/" + organization.id() + "/issuers/" + id)
                .then()
                .statusCode(204);

        // Then
        refused(exchange(token()), "No organization accepts tokens of the issuer");
    }

    @Test
    void aTokenOfOurOwnIsNeverTakenForAnOutsideOne() {
        // Given
        register(organization, Map.of("issuer", "http://localhost:8080"));

        // When
        Response response = exchange(token(claims -> claims.setIssuer("http://localhost:8080")));

        // Then
        response.then().statusCode(401).body("principal", nullValue());
    }

    private String register(Map<String, Object> change) {
        return register(organization, change);
    }

    private String register(TestOrganization by, Map<String, Object> change) {
        Map<String, Object> body = new HashMap<>(
                Map.of("issuer", provider.url(), "audience", "callsheet", "jwks_url", provider.jwksUrl()));
        body.putAll(change);
        return by.admin()
                .request()
                .body(body)
                .post("/api/v1/organizations/" + by.id() + "/issuers")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private String token() {
        return token(claims -> {});
    }

    private String token(Consumer<JwtClaims> change) {
        return provider.token("sub-" + member, member, change);
    }

    private JwtClaims claims() {
        return provider.claims("sub-" + member, member, claims -> {});
    }

    private static String idOf(String email) {
        return Database.list("select id from app_user where email = ?", email).getFirst();
    }

    private static NumericDate inSeconds(long seconds) {
        return NumericDate.fromMilliseconds(System.currentTimeMillis() + seconds * 1000);
    }

    private static void refused(Response response, String message) {
        response.then()
                .statusCode(401)
                .body("error.code", equalTo("UNAUTHORIZED"))
                .body("error.message", containsString(message));
    }
}
