package dev.callsheet.identity.invitation;

import static dev.callsheet.identity.fixture.TestOrganization.callerWith;
import static dev.callsheet.identity.fixture.TestOrganization.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.identity.fixture.Mailbox;
import dev.callsheet.identity.fixture.TestOrganization;
import dev.callsheet.platform.test.api.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InvitationIT {

    private static final String PASSWORD = "stage left, fly bar 7";

    private final String email = UUID.randomUUID() + "@example.com";
    private final Mailbox mailbox = new Mailbox(email);

    private TestOrganization organization;
    private Caller admin;
    private String invitations;

    @BeforeEach
    void found() {
        organization = TestOrganization.found();
        admin = organization.admin();
        invitations = "/api/v1/organizations/" + organization.id() + "/invitations";
    }

    @Test
    void whoeverIsInvitedRegistersAndIsAMember() {
        // Given
        invite("technician").then().statusCode(201).body("data.attributes.status", equalTo("pending"));
        String token = mailbox.lastToken();

        // When
        register(email, token).then().statusCode(201);
        confirm(mailbox.lastToken()).then().statusCode(200);

        // Then
        json().body(Map.of("email", email, "password", PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .body("data.user.organization_id", equalTo(organization.id().toString()))
                .body("data.user.role", equalTo("technician"));
        admin.request().get(invitations).then().body("data.attributes.status", contains("accepted"));
        admin.request()
                .get("/api/v1/organizations/" + organization.id() + "/members")
                .then()
                .statusCode(200)
                .body("data.attributes.email", hasItems(email, organization.email()));
    }

    @Test
    void whoHasAnAccountJoinsWithIt() {
        // Given
        TestOrganization other = TestOrganization.found();
        Caller user = callerWith(other.login().path("data.access_token"));
        invite(other.email(), "management").then().statusCode(201);
        String token = new Mailbox(other.email()).lastToken();

        // When
        Response response = user.request().body(Map.of("token", token)).post("/api/v1/auth/accept-invitation");

        // Then
        response.then()
                .statusCode(200)
                .body("data.organization_id", equalTo(organization.id().toString()))
                .body("data.role", equalTo("management"));
        user.request().get("/api/v1/organizations").then().body("data", hasSize(4));
        user.request()
                .body(Map.of("token", token))
                .post("/api/v1/auth/accept-invitation")
                .then()
                .statusCode(400);
    }

    @Test
    void anInvitationIsForTheAddressThatItWasSentTo() {
        // Given
        TestOrganization other = TestOrganization.found();
        invite("technician");
        String token = mailbox.lastToken();

        // When
        Response byOther = callerWith(other.login().path("data.access_token"))
                .request()
                .body(Map.of("token", token))
                .post("/api/v1/auth/accept-invitation");
        Response byStranger = register(UUID.randomUUID() + "@example.com", token);

        // Then
        byOther.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        byStranger.then().statusCode(400).body("error.details.field", hasItem("email"));
    }

    @Test
    void aRevokedAReplacedAndAnExpiredLinkAreDead() {
        // Given
        String replacedId = invite("technician").path("data.id");
        String replaced = mailbox.lastToken();
        String revokedId = invite("technician").path("data.id");
        String revoked = mailbox.lastToken();

        // When
        admin.request().delete(invitations + "/" + revokedId).then().statusCode(204);

        // Then
        invite("technician").then().statusCode(201);
        String expired = mailbox.lastToken();
        Database.update("update invitation set expires_at = now() where email = ?", email);
        for (String token : List.of(replaced, revoked, expired)) {
            register(email, token).then().statusCode(400).body("error.details.field", hasItem("invitation_token"));
        }
        admin.request().get(invitations + "/" + replacedId).then().statusCode(404);
        admin.request().get(invitations + "/" + revokedId).then().statusCode(404);
        admin.request().get(invitations).then().body("data.attributes.status", contains("expired"));
    }

    @Test
    void aLinkThatIsRevokedAfterTheRegistrationLetsNobodyIn() {
        // Given
        String id = invite("technician").path("data.id");
        register(email, mailbox.lastToken()).then().statusCode(201);
        admin.request().delete(invitations + "/" + id).then().statusCode(204);

        // When
        Response response = confirm(mailbox.lastToken());

        // Then
        response.then().statusCode(404);
        assertThat(Database.list(
                        "select m.id::text from membership m join app_user u on u.id = m.user_id where u.email = ?",
                        email))
                .isEmpty();
    }

    @Test
    void nobodyInvitesToMoreThanTheyHave() {
        // Given
        Caller recruiter = admin.colleagueWithScopes("users:write", "jobs:read", "timesheets:read", "timesheets:write");

        // When
        Response more = inviteAs(recruiter, email, "admin");
        Response unknown = inviteAs(admin, email, "emperor");

        // Then
        more.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        unknown.then().statusCode(400).body("error.details.field", hasItem("role"));
        inviteAs(admin.colleagueWithScopes("users:read"), email, "technician")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("SCOPE_REQUIRED"));
        assertThat(mailbox.size()).isZero();
    }

    @Test
    void aMemberIsNotInvitedAgain() {
        // When
        Response response = invite(organization.email(), "technician");

        // Then
        response.then().statusCode(409).body("error.code", equalTo("CONFLICT"));
    }

    @Test
    void aSandboxSendsNoMail() {
        // Given
        Caller sandbox = callerWith(organization.testKey());

        // When
        Response response = sandbox.request()
                .body(Map.of("email", email, "role", "technician"))
                .post("/api/v1/organizations/" + organization.sandboxId() + "/invitations");

        // Then
        response.then().statusCode(403).body("error.code", equalTo("FORBIDDEN"));
        assertThat(mailbox.size()).isZero();
    }

    @Test
    void aForeignOrganizationDoesNotExist() {
        // Given
        TestOrganization foreign = TestOrganization.found();
        String id = invite("technician").path("data.id");

        // When
        Response byPath = foreign.admin().request().get(invitations);
        Response byId = foreign.admin().request().get("/api/v1/organizations/" + foreign.id() + "/invitations/" + id);

        // Then
        byPath.then().statusCode(404);
        byId.then().statusCode(404);
    }

    @Test
    void aRepeatedRequestSendsOneMail() {
        // Given
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("email", email, "role", "technician", "departments", List.of("sound"));

        // When
        Response first =
                admin.request().header("X-Idempotency-Key", key).body(body).post(invitations);
        Response second =
                admin.request().header("X-Idempotency-Key", key).body(body).post(invitations);

        // Then
        first.then().statusCode(201);
        second.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(mailbox.size()).isEqualTo(1);
    }

    @Test
    void theAnswerHoldsNoToken() {
        // When
        Response response = invite("technician");

        // Then
        assertThat(response.asString()).doesNotContain("invite_").doesNotContain("token");
        assertThat(Database.list("select token_hash from invitation where email = ?", email))
                .doesNotContain(mailbox.lastToken());
    }

    private Response invite(String role) {
        return invite(email, role);
    }

    private Response invite(String address, String role) {
        return inviteAs(admin, address, role);
    }

    private Response inviteAs(Caller inviter, String address, String role) {
        return inviter.request().body(Map.of("email", address, "role", role)).post(invitations);
    }

    private static Response register(String address, String invitationToken) {
        return json().body(Map.of(
                        "email", address,
                        "password", PASSWORD,
                        "full_name", "Ana Torres",
                        "invitation_token", invitationToken))
                .post("/api/v1/auth/register");
    }

    private static Response confirm(String token) {
        return json().body(Map.of("token", token)).post("/api/v1/auth/confirm-email");
    }
}
