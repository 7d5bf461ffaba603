package dev.callsheet.gateway.stub;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Knows one key, and says of it what it is told to. */
public final class IdentityStub implements AutoCloseable {

    public static final String KEY = "sp_live_abcdefghijklmnopqrstuvwxyz405Y5J";
    public static final String UNKNOWN_KEY = "sp_live_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr2G33CZ";
    public static final String EXPIRED_KEY = "sp_test_abcdefghijklmnopqrstuvwxyz311N2e";
    public static final UUID KEY_ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    public static final UUID ORGANIZATION = UUID.fromString("01900000-0000-7000-8000-000000000003");

    public static final Set<String> SCOPES = Set.of("jobs:read", "activity:read");

    /** Credential checks so far. */
    public final AtomicInteger asked = new AtomicInteger();

    /** The reports of how keys were used, as they came, and those that it was told to lose the answer of. */
    public final List<JsonObject> usageReports = new CopyOnWriteArrayList<>();

    /** Whether it takes reports and then does not say so. */
    public volatile boolean forgetsToAnswer;

    /** Whether it answers at all. */
    public volatile boolean down;

    /** Whether it has revoked {@link #KEY}. */
    public volatile boolean revoked;

    /** Further keys, with what the gateway is to hold them to. */
    private final Map<String, Limited> keys = new ConcurrentHashMap<>();

    /** Where {@link #KEY} may be used; empty means anywhere. */
    public volatile Set<String> allowedAddresses = Set.of();

    public volatile Set<String> allowedOrigins = Set.of();

    /** What {@link #KEY} may do. */
    public volatile Set<String> scopes = SCOPES;

    /** The web origins of all organizations. */
    public volatile Set<String> knownOrigins = Set.of();

    /** The web origins of its organization. */
    public volatile Set<String> corsOrigins = Set.of();

    private final HttpServer server;

    public IdentityStub(Vertx vertx) {
        this.server = vertx.createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** A new key with these limits, in an organization of its own; each is an object as in an admission, or null. */
    public String addKey(@Nullable JsonObject limit, @Nullable JsonObject planLimit) {
        String key = new ApiKeyFormat(ApiKeyFormat.DEFAULT_BRAND).generate("live", new SecureRandom());
        keys.put(key, new Limited(UUID.randomUUID(), UUID.randomUUID(), limit, planLimit));
        return key;
    }

    private record Limited(
            UUID id,
            UUID organization,
            @Nullable JsonObject limit,
            @Nullable JsonObject planLimit) {}

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        if (down) {
            request.connection().close();
        } else if ("/internal/v1/origins".equals(request.path())) {
            request.response()
                    .end(new JsonObject().put("origins", array(knownOrigins)).encode());
        } else if ("/internal/v1/principals".equals(request.path())) {
            request.body().onSuccess(body -> answer(request, new JsonObject(body)));
        } else if ("/internal/v1/key-usage".equals(request.path())) {
            request.body().onSuccess(body -> take(request, new JsonObject(body)));
        } else {
            request.body()
                    .onSuccess(body -> request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(new JsonObject()
                                            .put("authorization", request.getHeader("Authorization"))
                                            .put("principal", request.getHeader("X-Callsheet-Principal"))
                                            .put("sender", request.getHeader("X-Callsheet-Sender"))
                                            .put("body_size", body.length())
                                            .encode()
                                    + " ".repeat(request.getHeader("X-Large") == null ? 0 : 3_000)));
        }
    }

    private void answer(HttpServerRequest request, JsonObject question) {
        asked.incrementAndGet();
        String organization = question.getString("organization_id");
        String credential = question.getString("credential");
        if (request.getHeader("X-Callsheet-Principal") == null) {
            refuse(request, 401, "UNAUTHORIZED");
        } else if (credential.equals(EXPIRED_KEY)) {
            refuse(request, 401, "TOKEN_EXPIRED");
        } else if (keys.containsKey(credential)) {
            Limited limited = keys.get(credential);
            JsonObject principal = principal()
                    .put("credential_id", limited.id.toString())
                    .put("organization_id", limited.organization.toString());
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(admission(principal, limited.limit, limited.planLimit));
        } else if (credential.equals(KEY) && revoked) {
            refuse(request, 401, "UNAUTHORIZED", true);
        } else if (!credential.equals(KEY)) {
            refuse(request, 401, "UNAUTHORIZED");
        } else if (organization != null && !organization.equals(ORGANIZATION.toString())) {
            refuse(request, 403, "FORBIDDEN");
        } else {
            request.response().putHeader("Content-Type", "application/json").end(admission(principal(), null, null));
        }
    }

    private void take(HttpServerRequest request, JsonObject report) {
        usageReports.add(report);
        if (forgetsToAnswer) {
            request.connection().close();
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private static void refuse(HttpServerRequest request, int status, String code) {
        refuse(request, status, code, false);
    }

    private static void refuse(HttpServerRequest request, int status, String code, boolean revoked) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("success", false)
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", code)
                                        .put("message", "No.")
                                        .put("revoked", revoked))
                        .encode());
    }

    private Buffer admission(JsonObject principal, @Nullable JsonObject limit, @Nullable JsonObject planLimit) {
        return new JsonObject()
                .put("principal", principal)
                .put("limit", limit)
                .put("plan_limit", planLimit)
                .put("allowed_addresses", array(allowedAddresses))
                .put("allowed_origins", array(allowedOrigins))
                .put("cors_origins", array(corsOrigins))
                .toBuffer();
    }

    private static JsonArray array(Set<String> values) {
        return new JsonArray(List.copyOf(values));
    }

    private JsonObject principal() {
        return new JsonObject()
                .put("credential_id", KEY_ID.toString())
                .put("credential_type", "api_key")
                .put("user_id", null)
                .put("organization_id", ORGANIZATION.toString())
                .put("environment", "live")
                .put("role", "admin")
                .put("scopes", array(scopes))
                .put("departments", new JsonArray())
                .put("own_data_only", new JsonArray())
                .put("rate_limit_tier", "standard")
                .put("plan", "enterprise")
                .put("time_zone", "Europe/Madrid")
                .put("name", "Tour app")
                .put("expires_at", null);
    }
}
