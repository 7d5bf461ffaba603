package dev.callsheet.bench.edge;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * In the place of identity, which sells no tier that the bench could not exhaust: it knows a key without a limit and one
 * whose limits nobody reaches.
 */
final class IdentityAnswers implements AutoCloseable {

    private static final int BEYOND_REACH = 100_000_000;

    private final String unlimitedKey = newKey();
    private final String limitedKey = newKey();
    private final UUID unlimitedId = UUID.randomUUID();
    private final UUID limitedId = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    IdentityAnswers() {
        this.server = vertx.createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
                .requestHandler(this::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return server.actualPort();
    }

    String unlimitedKey() {
        return unlimitedKey;
    }

    String limitedKey() {
        return limitedKey;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (!request.uri().endsWith("/principals")) {
            request.response().setStatusCode(204).end();
            return;
        }
        request.body().onSuccess(body -> {
            boolean limited = new JsonObject(body).getString("credential").equals(limitedKey);
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(admission(limited).toBuffer());
        });
    }

    private JsonObject admission(boolean limited) {
        JsonObject limit = new JsonObject()
                .put("tier", "bench")
                .put("per_minute", BEYOND_REACH)
                .put("per_hour", BEYOND_REACH)
                .put("per_day", BEYOND_REACH)
                .put("burst", BEYOND_REACH);
        return new JsonObject()
                .put("principal", principal(limited ? limitedId : unlimitedId))
                .put("limit", limited ? limit : null)
                .put("plan_limit", limited ? limit : null)
                .put("allowed_addresses", new JsonArray())
                .put("allowed_origins", new JsonArray())
                .put("cors_origins", new JsonArray());
    }

    private JsonObject principal(UUID id) {
        return new JsonObject()
                .put("credential_id", id.toString())
                .put("credential_type", "api_key")
                .put("user_id", null)
                .put("organization_id", organization.toString())
                .put("environment", "live")
                .put("role", "admin")
                .put("scopes", new JsonArray().add("jobs:read"))
                .put("departments", new JsonArray())
                .put("own_data_only", new JsonArray())
                .put("rate_limit_tier", "bench")
                .put("plan", "enterprise")
                .put("time_zone", "Europe/Madrid")
                .put("name", "Bench")
                .put("expires_at", null);
    }

    private static String newKey() {
        return new ApiKeyFormat(ApiKeyFormat.DEFAULT_BRAND).generate("live", new SecureRandom());
    }
}
