package dev.callsheet.identity.login.registration;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.Mailbox;
import dev.callsheet.identity.fixture.TestOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegistrationIT {

    private static final String PASSWORD = "stage left, fly bar 7";

    private final String email = UUID.randomUUID() + "@example.com";
    private final String organization = "Sonopro " + UUID.randomUUID();

    @Inject
    MeterRegistry metrics;

    @Test
    void whoConfirmsTheirAddressIsAdminOfAnOrganizationOfTheirOwn() {
        // Given
        register(email);

        // When
        Response response = confirm(new Mailbox(email).lastToken());

        // Then
        response.then().statusCode(200);
        Response login = login(PASSWORD);
        login.then()
                .statusCode(200)
                .body("data.user.role", equalTo("admin"))
                .body("data.user.full_name", equalTo("Ana Torres"))
                .body("data.user.organization_name", equalTo(organization));
        callerWith(login.path("data.access_token"))
                .request()
                .get("/api/v1/organizations")
                .then()
                .body("data.attributes.environment", equalTo(List.of("live", "test")));
    }

    @Test
    void beforeThatThereIsNeitherUserNorOrganization() {
        // When
        register(email.toUpperCase(java.util.Locale.ROOT))
                .then()
                .statusCode(201)
                .body("data.email", equalTo(email))
                .body("data.confirmation_sent", equalTo(true))
                .body("data.user_id", equalTo(null));

        // Then
        assertThat(Database.list("select id::text from app_user where email = ?", email))
                .isEmpty();
        assertThat(Database.list("select id::text from organization where name = ?", organization))
                .isEmpty();
    }

    @Test
    void anUnconfirmedAddressCannotLogInAndOnlyItsOwnerLearnsWhy() {
        // Given
        register(email);

        // When
        Response owner = login(PASSWORD);
        Response stranger = login("another password");

        // Then
        owner.then().statusCode(403).body("error.code", equalTo("EMAIL_NOT_CONFIRMED"));
        stranger.then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    }

    @Test
    void aKnownAddressGetsTheSameAnswerForTheSameWorkAndAMailThatSaysSo() {
        // Given
        TestOrganization known = TestOrganization.found();
        double before = hashesComputed();

        // When
        Response response = register(known.email());

        // Then
        assertThat(hashesComputed() - before).isEqualTo(1);
        response.then()
                .statusCode(201)
                .body("data.size()", equalTo(2))
                .body("data.email", equalTo(known.email()))
                .body("data.confirmation_sent", equalTo(true));
        assertThat(new Mailbox(known.email()).lastSubject()).isEqualTo("You already have a Callsheet account");
        assertThat(new Mailbox(known.email()).size()).isEqualTo(1);
        known.login().then().statusCode(200);
        double afterKnown = hashesComputed();
        register(email);
        assertThat(hashesComputed() - afterKnown).isEqualTo(1);
    }

    @Test
    void aTokenWorksOnce() {
        // Given
        register(email);
        String token = new Mailbox(email).lastToken();
        confirm(token).then().statusCode(200);

        // When
        Response response = confirm(token);

        // Then
        refused(response);
    }

    @Test
    void aTokenExpires() {
        // Given
        register(email);
        Database.update("update registration set expires_at = now() where email = ?", email);

        // When
        Response response = confirm(new Mailbox(email).lastToken());

        // Then
        refused(response);
    }

    @Test
    void twoClicksAtOnceFoundOneOrganization() {
        // Given
        register(email);
        String token = new Mailbox(email).lastToken();

        // When
        List<Integer> statuses;
        try (ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            statuses = IntStream.range(0, 6)
                    .mapToObj(click ->
                            CompletableFuture.supplyAsync(() -> confirm(token).statusCode(), clicks))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        // Then
        assertThat(statuses)
                .containsOnlyOnce(200)
                .allMatch(status -> List.of(200, 400, 409).contains(status));
        assertThat(Database.list(
                        "select id::text from organization where name = ? and parent_id is null", organization))
                .hasSize(1);
    }

    @Test
    void aConfirmationThatACrashCutShortIsCompletedByTheNextClick() {
        // Given
        register(email);
        Database.update("""
                insert into app_user (id, email, full_name, password_hash, version, created_at, updated_at)
                select id, email, full_name, password_hash, 1, now(), now() from registration where email = ?
                """, email);
        Database.update("update registration set claimed_at = now() - interval '31 seconds' where email = ?", email);

        // When
        Response response = confirm(new Mailbox(email).lastToken());

        // Then
        response.then().statusCode(200);
        login(PASSWORD).then().statusCode(200).body("data.user.organization_name", equalTo(organization));
    }

    @Test
    void anotherLinkReplacesTheFirst() {
        // Given
        register(email);
        String first = new Mailbox(email).lastToken();

        // When
        resend(email).then().statusCode(200);

        // Then
        refused(confirm(first));
        confirm(new Mailbox(email).lastToken()).then().statusCode(200);
    }

    @Test
    void anotherLinkForAnAddressWithoutRegistrationGetsTheSameAnswer() {
        // Given
        register(email);
        String unknown = UUID.randomUUID() + "@example.com";

        // When
        Response forKnown = resend(email);
        Response forUnknown = resend(unknown);

        // Then
        assertThat(forUnknown.statusCode()).isEqualTo(forKnown.statusCode());
        assertThat(forUnknown.<String>path("data.message")).isEqualTo(forKnown.path("data.message"));
        assertThat(new Mailbox(unknown).lastText()).contains("There is none");
    }

    @Test
    void nobodysMailboxIsFilled() {
        // When
        IntStream.range(0, 8).forEach(each -> register(email).then().statusCode(201));

        // Then
        assertThat(new Mailbox(email).size()).isEqualTo(5);
    }

    @Test
    void twoOrganizationsMayHaveOneName() {
        // Given
        String other = UUID.randomUUID() + "@example.com";
        register(email);
        register(other);
        confirm(new Mailbox(email).lastToken()).then().statusCode(200);

        // When
        Response response = confirm(new Mailbox(other).lastToken());

        // Then
        response.then().statusCode(200);
        assertThat(Database.list("select slug from organization where name = ? and parent_id is null", organization))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void theDatabaseHoldsNoTokenThatWorks() {
        // Given
        register(email);

        // When
        String stored = Database.list("select token_hash from registration where email = ?", email)
                .getFirst();

        // Then
        assertThat(stored).isNotEqualTo(new Mailbox(email).lastToken());
        refused(confirm(stored));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b",
                "a b@example.com",
                "ana@example.com\r\nBcc: eve@example.com",
                "ana@example.com, eve@example.com",
                "Ana <ana@example.com>",
                "\"ana\"@example.com"
            })
    void anAddressThatIsMoreThanOneIsRefused(String address) {
        // When
        Response response = register(address);

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("email"));
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        // When
        Response response = json().body(Map.of(
                        "email", "nobody", "password", "password123", "full_name", "A\nB", "time_zone", "Mars/Olympus"))
                .post("/api/v1/auth/register");

        // Then
        response.then().statusCode(400).body("error.code", equalTo("VALIDATION_ERROR"));
        assertThat(response.<List<String>>path("error.details.field")).contains("email", "full_name", "time_zone");
        assertThat(response.asString()).doesNotContain("password123");
    }

    @Test
    void aPasswordThatIsTriedFirstIsRefused() {
        // When
        Response response = json().body(Map.of(
                        "email",
                        email,
                        "password",
                        "password123",
                        "full_name",
                        "Ana",
                        "organization_name",
                        organization))
                .post("/api/v1/auth/register");

        // Then
        response.then().statusCode(400).body("error.details.field", hasItem("password"));
    }

    private Response register(String address) {
        Map<String, Object> body = new HashMap<>();
        body.put("email", address);
        body.put("password", PASSWORD);
        body.put("full_name", "Ana Torres");
        body.put("organization_name", organization);
        return json().body(body).post("/api/v1/auth/register");
    }

    private static Response confirm(String token) {
        return json().body(Map.of("token", token)).post("/api/v1/auth/confirm-email");
    }

    private static Response resend(String address) {
        return json().body(Map.of("email", address)).post("/api/v1/auth/confirm-email/resend");
    }

    private Response login(String password) {
        return json().body(Map.of("email", email, "password", password)).post("/api/v1/auth/login");
    }

    private static void refused(Response response) {
        response.then().statusCode(400).body("error.details.field", hasItem("token"));
    }

    private double hashesComputed() {
        return metrics.counter("callsheet.passwords.hashed").count();
    }
}
