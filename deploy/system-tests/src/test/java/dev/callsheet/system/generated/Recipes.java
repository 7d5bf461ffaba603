package dev.callsheet.system.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.fleet.demo.WebhookReceiver;
import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What the document's examples cannot say about a valid request: whose password, which session, how to undo. */
final class Recipes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Consumer<ApiRequest>> byOperation = Map.ofEntries(
            Map.entry("POST /api/v1/auth/login", this::login),
            Map.entry("POST /api/v1/auth/refresh", this::refresh),
            Map.entry("POST /api/v1/api-keys", this::keyThatIsOfUse),
            Map.entry("PUT /api/v1/api-keys/{id}", this::keyThatIsOfUse),
            Map.entry("PATCH /api/v1/api-keys/{id}", this::keyThatIsOfUse),
            Map.entry("POST /api/v1/service-accounts/{id}/keys", this::keyThatIsOfUse),
            Map.entry("POST /api/v1/webhooks", this::receiverThatExists),
            Map.entry("PUT /api/v1/webhooks/{id}", this::receiverThatExists),
            Map.entry("PATCH /api/v1/webhooks/{id}", this::receiverThatExists),
            Map.entry("POST /api/v1/organizations/{id}/issuers", this::issuerThatExists),
            Map.entry("PUT /api/v1/organizations/{id}/issuers/{issuer_id}", this::issuerThatExists),
            Map.entry("PATCH /api/v1/organizations/{id}/issuers/{issuer_id}", this::issuerThatExists),
            Map.entry("PUT /api/v1/organizations/{id}/roles/{name}", this::nameThatStays),
            Map.entry("PATCH /api/v1/organizations/{id}/roles/{name}", this::nameThatStays));

    private final WebhookReceiver receiver = WebhookReceiver.keepingNothing();

    private final ValidRequests requests;
    private @Nullable String kept;

    /**
     * What needs a mail, an authenticator or the password of the moment before it can succeed. It is asked all the same,
     * and its own service's tests let it succeed.
     */
    static final Set<String> NOT_BY_EXAMPLE = Set.of(
            "POST /api/v1/auth/accept-invitation",
            "POST /api/v1/auth/change-email",
            "POST /api/v1/auth/change-password",
            "POST /api/v1/auth/confirm-email",
            "POST /api/v1/auth/reset-password/confirm",
            "POST /api/v1/auth/totp",
            "POST /api/v1/auth/totp/confirm",
            "POST /api/v1/auth/totp/disable",
            "POST /api/v1/auth/totp/recovery-codes");

    Recipes(ValidRequests requests) {
        this.requests = requests;
    }

    void apply(ApiRequest request) {
        String path = request.operation.path();
        boolean concernsASession = path.startsWith("/api/v1/auth/") || path.startsWith("/api/v1/users/me");
        if (concernsASession && request.operation.needsCredential()) {
            request.headers.put("Authorization", "Bearer " + sessionFor(request.operation));
        }
        byOperation.getOrDefault(request.operation.name(), nothing -> {}).accept(request);
    }

    /** A run must not saw off the branch it sits on. */
    void protectTheRun() {
        JsonNode me = Parents.read(
                        requests.send(requests.plain(requests.document().get("GET", "/api/v1/auth/me"))))
                .path("data");
        me.path("user").findValuesAsText("id").forEach(requests.parents()::protect);
        JsonNode keys = Parents.read(
                        requests.send(requests.plain(requests.document().get("GET", "/api/v1/api-keys"))))
                .path("data");
        keys.forEach(key -> requests.parents().protect(key.path("id").asText()));
        requests.parents().supply("/api/v1/webhooks/{id}/deliveries", this::delivery);
        requests.parents()
                .supply("/api/v1/organizations", above -> requests.company().organizationId());
        requests.parents()
                .supply(
                        "/api/v1/users",
                        above -> requests.fleet()
                                .join(requests.company(), "technician")
                                .userId());
    }

    private void login(ApiRequest request) {
        request.body = JSON.objectNode()
                .put("email", requests.company().adminEmail())
                .put("password", requests.company().adminPassword());
    }

    private void refresh(ApiRequest request) {
        request.body = JSON.objectNode()
                .put("refresh_token", session().path("refresh_token").asText());
    }

    /** The run's own session, or a new one for what ends sessions. */
    private String sessionFor(Operation operation) {
        boolean endsSessions = operation.path().equals("/api/v1/auth/logout")
                || (operation.path().startsWith("/api/v1/users/me/sessions")
                        && operation.method().equals("DELETE"));
        if (kept == null || endsSessions) {
            kept = session().path("access_token").asText();
        }
        String token = kept;
        if (endsSessions) {
            kept = null;
        }
        return token;
    }

    /** A key of a tier is limited, and one for other addresses is of no use; the run is about neither. */
    private void keyThatIsOfUse(ApiRequest request) {
        if (request.body instanceof ObjectNode body) {
            body.remove(List.of("rate_limit_tier", "rate_limit_overrides", "allowed_ips", "allowed_origins"));
        }
    }

    private void receiverThatExists(ApiRequest request) {
        if (request.body instanceof ObjectNode body && body.has("url")) {
            body.put("url", receiver.url());
        }
    }

    /** Any keys will do, and the API's own are at hand. */
    private void issuerThatExists(ApiRequest request) {
        if (request.body instanceof ObjectNode body) {
            body.put("jwks_url", requests.fleet().credentials().baseUrl() + "/api/v1/.well-known/jwks.json");
            if (body.has("issuer")) {
                body.put("issuer", "https://login.example.com/realms/" + requests.unique("crew"));
            }
        }
    }

    private void nameThatStays(ApiRequest request) {
        if (request.body instanceof ObjectNode body && body.has("name")) {
            body.put("name", request.pathValues.get("name"));
        }
    }

    /** Something for the subscription to be told of, and the delivery that tells it. */
    private String delivery(Map<String, String> webhook) {
        Operation createJob = requests.document().get("POST", "/api/v1/jobs");
        Operation list = requests.document().get("GET", "/api/v1/webhooks/{id}/deliveries");
        requests.send(requests.plain(createJob));
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> Parents.read(requests.send(requests.plain(list, webhook)))
                                .at("/data/0/id")
                                .asText(),
                        id -> !id.isEmpty());
    }

    private JsonNode session() {
        Operation login = requests.document().get("POST", "/api/v1/auth/login");
        Exchange answer = requests.send(requests.plain(login));
        return Parents.read(answer).path("data");
    }
}
