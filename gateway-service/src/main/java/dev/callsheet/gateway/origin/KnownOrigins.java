package dev.callsheet.gateway.origin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.authentication.IdentityClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The origins that any organization has registered, learned from identity now and then. While identity does not answer,
 * those known last are kept; before its first answer there are none.
 */
public final class KnownOrigins implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KnownOrigins.class);
    private static final String PATH = "/internal/v1/origins";

    private final Vertx vertx;
    private final IdentityClient identity;
    private final ObjectMapper json;

    private volatile Set<String> origins = Set.of();
    private volatile long timer = -1;

    public KnownOrigins(Vertx vertx, IdentityClient identity, ObjectMapper json) {
        this.vertx = vertx;
        this.identity = identity;
        this.json = json;
    }

    /** What identity answers. */
    record Answer(Set<String> origins) {}

    /** Asks now, and again after each interval. */
    public void learn(Duration interval) {
        vertx.runOnContext(_ -> ask());
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
        identity.get(PATH)
                .compose(reply -> reply.status() == 200
                        ? Future.succeededFuture(reply.body())
                        : Future.failedFuture("status " + reply.status()))
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
