package dev.callsheet.gateway.origin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.gateway.authentication.OwnPrincipal;
import dev.callsheet.platform.web.security.InternalTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The origins that any organization has registered, learned from identity now and then. While identity does not answer,
 * those known last are kept; before its first answer there are none.
 */
public final class KnownOrigins implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KnownOrigins.class);
    private static final String PATH = "/internal/v1/origins";

    private final Vertx vertx;
    private final HttpClient http;
    private final URI identity;
    private final Duration deadline;
    private final ObjectMapper json;
    private final Function<Principal, String> signer;

    private volatile Set<String> origins = Set.of();
    private volatile long timer = -1;

    public KnownOrigins(
            Vertx vertx,
            HttpClient http,
            URI identity,
            Duration deadline,
            ObjectMapper json,
            Function<Principal, String> signer) {
        this.vertx = vertx;
        this.http = http;
        this.identity = identity;
        this.deadline = deadline;
        this.json = json;
        this.signer = signer;
    }

    /** What identity answers. */
    record Answer(Set<String> origins) {}

    /** Asks now, and again after each interval. */
    public void learn(Duration interval) {
        ask();
        timer = vertx.setPeriodic(interval.toMillis(), _ -> ask());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }

    /** Whether some organization has registered the origin, as browsers spell it. */
    boolean contains(String origin) {
        return origins.contains(origin);
    }

    private void ask() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(identity.getHost())
                .setPort(identity.getPort())
                .setURI(PATH)
                .setTimeout(deadline.toMillis())
                .putHeader(InternalTokens.HEADER, signer.apply(OwnPrincipal.PRINCIPAL));
        http.request(options)
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()))
                .onSuccess(this::take)
                .onFailure(reason -> LOG.debugf("Identity does not tell the origins: %s", reason.toString()));
    }

    private void take(Buffer body) {
        try {
            origins = Set.copyOf(json.readValue(body.getBytes(), Answer.class).origins());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("Identity's answer about origins cannot be read: %s", e.toString());
        }
    }
}
