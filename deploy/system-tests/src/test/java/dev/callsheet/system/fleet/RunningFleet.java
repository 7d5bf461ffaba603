package dev.callsheet.system.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.bootstrap.Credentials;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.FurtherGateway;
import dev.callsheet.fleet.part.Part;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.system.contract.ApiDocument;
import dev.callsheet.system.contract.Contract;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of its own for the tests of this JVM, started by the same code as {@code ./fleet up}, with real processes. A
 * test that breaks a part repairs it before it ends.
 */
public final class RunningFleet {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "load-in at six, soundcheck at two";
    private static @Nullable RunningFleet shared;

    private final Fleet fleet;
    private final Credentials credentials;
    private final Contract contract;

    private RunningFleet() {
        fleet = Fleet.open();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Startup.stopAll(fleet, new Progress(System.out))));
        new Startup(fleet, new Progress(System.out)).run();
        credentials = new Bootstrap(fleet).demo();
        contract = new Contract(ApiDocument.parse(
                RestAssured.get(credentials.baseUrl() + "/api/v1/openapi.json").asString()));
    }

    public static synchronized RunningFleet shared() {
        if (shared == null) {
            shared = new RunningFleet();
        }
        return shared;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** What every answer is held against. */
    public Contract contract() {
        return contract;
    }

    /** Founds an organization for a test that may do to it what it likes; its plan is the largest. */
    public Company found(String name) {
        String unique = name + " " + UUID.randomUUID();
        JsonNode made = new Bootstrap(fleet)
                .make(new Bootstrap.Wish(
                        unique, unique.replace(' ', '-') + "@example.com", null, null, null, true, false));
        return new Company(
                made.required("organization_id").asText(),
                made.required("admin_email").asText(),
                made.required("admin_password").asText(),
                made.required("live_key").asText());
    }

    /** Has somebody join the company in the role: invited, registered, confirmed and signed in. */
    public Member join(Company company, String role) {
        String email = role.replace('_', '-') + "-" + UUID.randomUUID() + "@example.com";
        as(company.key())
                .header("X-Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"email\": \"%s\", \"role\": \"%s\"}".formatted(email, role))
                .post("/api/v1/organizations/" + company.organizationId() + "/invitations")
                .then()
                .statusCode(201);
        registerAsInvited(email, "Member " + role, PASSWORD);
        Response session = signIn(email, PASSWORD);
        return new Member(role, session.path("data.user.id"), email, PASSWORD, session.path("data.access_token"));
    }

    /** Registers somebody whom a mail has invited, and confirms their address. */
    public void registerAsInvited(String email, String fullName, String password) {
        String invitation = mailbox().tokenFor(email, "accept-invitation");
        anonymous()
                .body("{\"email\": \"%s\", \"password\": \"%s\", \"full_name\": \"%s\", \"invitation_token\": \"%s\"}"
                        .formatted(email, password, fullName, invitation))
                .post("/api/v1/auth/register")
                .then()
                .statusCode(201);
        confirm(email);
    }

    /** Follows the link in the mail that asks for it. */
    public void confirm(String email) {
        anonymous()
                .body("{\"token\": \"%s\"}".formatted(mailbox().tokenFor(email, "confirm-email")))
                .post("/api/v1/auth/confirm-email")
                .then()
                .statusCode(200);
    }

    /** A new session, in the answer's format. */
    public Response signIn(String email, String password) {
        Response answer = anonymous()
                .body("{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password))
                .post("/api/v1/auth/login");
        answer.then().statusCode(200);
        return answer;
    }

    /** The mails that were written so far. */
    public Mailbox mailbox() {
        return new Mailbox(fleet.home().home().resolve("mail"));
    }

    /** A request through the gateway with the demo organization's key. */
    public RequestSpecification asAdmin() {
        return as(credentials.liveKey());
    }

    /** A request through the gateway with any credential. */
    public RequestSpecification as(String credential) {
        return anonymous().header("Authorization", "Bearer " + credential);
    }

    /**
     * A request through the gateway without a credential; it gives up after 20 s. Its answer is held against the API's
     * document.
     */
    public RequestSpecification anonymous() {
        HttpClientConfig patience = HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", 5_000)
                .setParam("http.socket.timeout", 20_000);
        return RestAssured.given()
                .config(RestAssuredConfig.config().httpClient(patience))
                .filter(contract.filter())
                .baseUri(credentials.baseUrl())
                .contentType(ContentType.JSON);
    }

    /** Where the fleet's own gateway answers health checks and metrics. */
    public String gatewayManagementUrl() {
        return "http://127.0.0.1:"
                + fleet.catalog().get(ServiceDescription.GATEWAY).managementPort();
    }

    /** Another gateway beside the fleet's own; the test ends it. */
    public FurtherGateway startGateway(String name) {
        return FurtherGateway.start(fleet, name);
    }

    /** SIGKILL: the part gets no chance to finish anything. */
    public void kill(String part) {
        process(part).kill();
    }

    /** An orderly stop, as a deployment does it. */
    public void stop(String part) {
        fleet.part(part).stop();
    }

    /** Starts the part again and waits until it is ready. */
    public void start(String part) {
        fleet.part(part).start();
    }

    /** What a person does after a crash: {@code ./fleet up}. */
    public void up() {
        new Startup(fleet, new Progress(System.out)).run();
    }

    public void down() {
        Startup.stopAll(fleet, new Progress(System.out));
    }

    public Iterable<String> parts() {
        return fleet.parts().stream().map(Part::name).toList();
    }

    /** Waits until every service does its work again by itself. */
    public void awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> fleet.parts().stream().allMatch(Part::isReady));
    }

    private ChildProcess process(String part) {
        return fleet.part(part).process().orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }
}
