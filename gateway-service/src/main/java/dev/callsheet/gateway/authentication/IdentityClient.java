package dev.callsheet.gateway.authentication;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.security.InternalTokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls identity's internal routes in the gateway's own name. On an event loop only: elsewhere an answer may come before
 * anybody listens to it.
 */
public final class IdentityClient {

    private final HttpClient http;
    private final URI identity;
    private final Duration deadline;
    private final Function<Principal, String> signer;
    private final InstantSource clock;
    private final Caller self = Caller.theGatewayItself();

    /**
     * @param identity with a port
     * @param deadline for each call
     */
    public IdentityClient(
            HttpClient http, URI identity, Duration deadline, Function<Principal, String> signer, InstantSource clock) {
        this.http = http;
        this.identity = identity;
        this.deadline = deadline;
        this.signer = signer;
        this.clock = clock;
    }

    /** How long a call may take before it fails with a {@link java.util.concurrent.TimeoutException}. */
    public Duration deadline() {
        return deadline;
    }

    /** What identity answers, whatever its status is; fails when there is no answer. */
    public Future<Reply> get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    /** What identity answers to the JSON, whatever its status is; fails when there is no answer. */
    public Future<Reply> post(String path, Buffer json) {
        return call(HttpMethod.POST, path, json);
    }

    private Future<Reply> call(HttpMethod method, String path, @Nullable Buffer json) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(identity.getHost())
                .setPort(identity.getPort())
                .setURI(path)
                .setTimeout(deadline.toMillis())
                .putHeader(InternalTokens.HEADER, self.token(signer, clock));
        if (json != null) {
            options.putHeader("content-type", "application/json");
        }
        return http.request(options)
                .compose(request -> json == null ? request.send() : request.send(json))
                .compose(response -> response.body().map(body -> new Reply(response.statusCode(), body)));
    }

    /** An answer of identity's. */
    public record Reply(int status, Buffer body) {}
}
