package dev.callsheet.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.concurrency.Gate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LoopbackIssuers.class)
class IssuerResourceIT {

    /** As many as the service has to the database. */
    private static final int CONNECTIONS = 8;

    private final TestIssuer provider = new TestIssuer();
    private TestOrganization organization;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void showsWhatWasRegistered() {
        // Given
        String id = create(Map.of("default_role", "viewer", "provision_users", true))
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        // When
        Response response = organization.admin().request().get(path() + "/" + id);

        // Then
        response.then()
                .statusCode(200)
                .body("data.type", equalTo("issuer"))
                .body("data.attributes.issuer", equalTo(provider.url()))
                .body("data.attributes.audience", equalTo("callsheet"))
                .body("data.attributes.algorithms", equalTo(List.of("RS256")))
                .body("data.attributes.default_role", equalTo("viewer"));
    }

    @Test
    void findsTheKeysByDiscovery() {
        // When
        Response response = organization
                .admin()
                .request()
                .body(Map.of("issuer", provider.url(), "audience", "callsheet"))
                .post(path());

        // Then
        response.then().statusCode(201).body("data.attributes.jwks_url", equalTo(provider.jwksUrl()));
    }

    @Test
    void listsTheOrganizationsOwn() {
        // Given
        create(Map.of()).then().statusCode(201);
        TestOrganization other = TestOrganization.found();

        // When
        Response own = organization.admin().request().get(path());
        Response others = other.admin().request().get("/api/v1/organizations/" + other.id() + "/issuers");

        // Then
        own.then().statusCode(200).body("data.size()", equalTo(1));
        others.then().statusCode(200).body("data.size()", equalTo(0));
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        // Given
        String id = create(Map.of()).path("data.id");

        // When
        Response response = organization
                .admin()
                .request()
                .body(Map.of("claims", Map.of("email", "mail")))
                .patch(path() + "/" + id);

        // Then
        response.then()
                .statusCode(200)
                .body("data.attributes.claims.email", equalTo("mail"))
                .body("data.attributes.audience", equalTo("callsheet"))
                .body("data.attributes.version", equalTo(2));
    }

    @Test
    void oneIssuerAndAudienceServeOneOrganization() {
        // Given
        create(Map.of()).then().statusCode(201);
        TestOrganization other = TestOrganization.found();

        // When
        Response response = other.admin()
                .request()
                .body(request(Map.of()))
                .post("/api/v1/organizations/" + other.id() + "/issuers");

        // Then
        response.then().statusCode(409).body("error.code", equalTo("CONFLICT"));
    }

    @Test
    void theSamePairIsFreeAgainAfterItsIssuerWasDeleted() {
        // Given
        String id = create(Map.of()).path("data.id");
        organization.admin().request().delete(path() + "/" + id).then().statusCode(204);

        // When
        Response response = create(Map.of());

        // Then
        response.then().statusCode(201);
        organization.admin().request().get(path() + "/" + id).then().statusCode(404);
    }

    @Test
    void repeatsItsAnswerForTheSameIdempotencyKey() {
        // Given
        String key = UUID.randomUUID().toString();
        Response first = organization
                .admin()
                .request()
                .header("X-Idempotency-Key", key)
                .body(request(Map.of()))
                .post(path());

        // When
        Response second = organization
                .admin()
                .request()
                .header("X-Idempotency-Key", key)
                .body(request(Map.of()))
                .post(path());

        // Then
        second.then().statusCode(201).body("data.id", equalTo(first.path("data.id")));
    }

    @Test
    void slowIssuersUnderIdempotencyKeysLeaveTheDatabaseToOthers() {
        // Given
        Caller admin = organization.admin();
        /* As many as one host is asked at once; the others wait for their turn, which must not keep the database either. */
        Gate gate = new Gate(5);
        provider.beforeAnswering(gate::pass);

        // When
        List<CompletableFuture<Response>> slow = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> createUnder(admin, "slow-" + i, i), Thread::startVirtualThread))
                .toList();
        gate.awaitArrivals();
        int other = admin.request().get(path()).statusCode();
        Response early = createUnder(admin, "slow-0", 0);
        gate.open();
        List<Integer> ended =
                slow.stream().map(each -> each.join().statusCode()).toList();
        Response again = createUnder(admin, "slow-0", 0);

        // Then
        assertThat(other).isEqualTo(200);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.header("Retry-After")).isEqualTo("1");
        assertThat(ended).hasSize(CONNECTIONS).containsOnly(201);
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("data.id", equalTo(slow.getFirst().join().path("data.id")));
    }

    private Response createUnder(Caller admin, String key, int number) {
        return admin.request()
                .header("X-Idempotency-Key", key)
                .body(request(Map.of("audience", "callsheet-" + number)))
                .post(path());
    }

    @Test
    void anotherOrganizationsIssuersAreUnknown() {
        // Given
        String id = create(Map.of()).path("data.id");
        TestOrganization other = TestOrganization.found();

        // When
        List<Integer> statuses = List.of(
                other.admin().request().get(path()).statusCode(),
                other.admin().request().get(path() + "/" + id).statusCode(),
                other.admin().request().delete(path() + "/" + id).statusCode(),
                other.admin().request().body(request(Map.of())).post(path()).statusCode(),
                other.admin()
                        .request()
                        .get("/api/v1/organizations/" + other.id() + "/issuers/" + id)
                        .statusCode());

        // Then
        assertThat(statuses).containsOnly(404);
    }

    @Test
    void aKeyThatMayNotBecomeEverybodyCannotRegisterAnIssuer() {
        // Given
        String key = organization
                .admin()
                .request()
                .body(Map.of("name", "Settings", "scopes", List.of("organizations:write")))
                .post("/api/v1/api-keys")
                .path("data.attributes.key");

        // When
        Response response = TestOrganization.callerWith(key)
                .request()
                .body(request(Map.of()))
                .post(path());

        // Then
        response.then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"))
                .body("error.required_scopes", equalTo(List.of("admin:*")));
    }

    @Test
    void aMemberWithoutTheScopeSeesNoIssuers() {
        // Given
        String token = organization.accessTokenOf(organization.addMember("technician"));

        // When
        Response response = TestOrganization.callerWith(token).request().get(path());

        // Then
        response.then().statusCode(403).body("error.code", equalTo("SCOPE_REQUIRED"));
    }

    @Test
    void theSandboxHasTheIssuersOfItsOrganization() {
        // When
        Response response = TestOrganization.callerWith(organization.testKey())
                .request()
                .body(request(Map.of()))
                .post("/api/v1/organizations/" + organization.sandboxId() + "/issuers");

        // Then
        response.then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RSA1_5", ""})
    void onlyAsymmetricSignaturesAreAccepted(String algorithm) {
        // When
        Response response = create(Map.of("algorithms", List.of(algorithm)));

        // Then
        response.then().statusCode(400).body("error.details[0].field", equalTo("algorithms[0]"));
    }

    @Test
    void namesEverythingThatIsWrong() {
        // When
        Response response =
                create(Map.of("default_role", "emperor", "claims", Map.of("role", "r", "roles", Map.of("a", "b"))));

        // Then
        response.then().statusCode(400).body("error.details.field", equalTo(List.of("default_role", "claims.roles.a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/jwks",
                "https://169.254.169.254/latest",
                "https://[::1]/jwks",
                "http://example.com/jwks",
                "ftp://example.com",
                "file:///etc/passwd",
                "https://user@example.com/jwks"
            })
    void placesThatMustNotBeAskedAreRefused(String url) {
        // When
        Response response = create(Map.of("jwks_url", url));

        // Then
        response.then().statusCode(400).body("error.details[0].field", equalTo("jwks_url"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        create(Map.of("jwks_url", provider.url() + "/moved"))
                .then()
                .statusCode(400)
                .body("error.details[0].message", containsString("answered 302; redirects are not followed"));
    }

    @Test
    void aKeySetOfTenMegabytesIsRefused() {
        // Given
        provider.answer(200, " ".repeat(10 * 1024 * 1024));

        // When
        Response response = create(Map.of());

        // Then
        response.then()
                .statusCode(400)
                .body("error.details[0].message", containsString("answered with more than 256 KB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", "[]"})
    void aSetWithoutPublicKeysIsRefused(String body) {
        // Given
        provider.answer(200, body);

        // When
        Response response = create(Map.of());

        // Then
        response.then().statusCode(400).body("error.details[0].field", equalTo("jwks_url"));
    }

    private Response create(Map<String, Object> change) {
        return organization.admin().request().body(request(change)).post(path());
    }

    private Map<String, Object> request(Map<String, Object> change) {
        Map<String, Object> body = new HashMap<>(
                Map.of("issuer", provider.url(), "audience", "callsheet", "jwks_url", provider.jwksUrl()));
        body.putAll(change);
        return body;
    }

    private String path() {
        return "/api/v1/organizations/" + organization.id() + "/issuers";
    }
}
