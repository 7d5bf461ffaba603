package dev.callsheet.gateway.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.authentication.IdentityClient;
import dev.callsheet.gateway.usage.KeyUsage.Use;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells identity regularly, and once more at the end, how keys were used. A report that was not answered is sent again
 * as it stands, under its id, so that it counts once whether or not it had arrived; what is counted meanwhile waits.
 */
public final class UsageReporter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UsageReporter.class);
    private static final String PATH = "/internal/v1/key-usage";
    private static final int KEYS_IN_A_REPORT = 2_000;
    private static final int BAD_REQUEST = 400;

    private final Vertx vertx;
    private final IdentityClient identity;
    private final ObjectMapper json;
    private final KeyUsage usage;
    private Future<Void> running = Future.succeededFuture();
    private volatile @Nullable Buffer unanswered;
    private long timer = -1;

    public UsageReporter(Vertx vertx, IdentityClient identity, ObjectMapper json, KeyUsage usage) {
        this.vertx = vertx;
        this.identity = identity;
        this.json = json;
        this.usage = usage;
    }

    public void start(Duration interval) {
        timer = vertx.setPeriodic(interval.toMillis(), _ -> report());
    }

    /** Sends what is left, if identity takes it within the deadline. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        Promise<Void> last = Promise.promise();
        vertx.runOnContext(_ -> lastReport().onComplete(last));
        try {
            last.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(identity.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Identity did not take the last report of how keys were used");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends everything there is, one report after the other, unless that is going on already. */
    private synchronized void report() {
        if (running.isComplete()) {
            running = sendAll()
                    .onFailure(failure -> LOG.debugf("Identity did not take a usage report: %s", failure.toString()));
        }
    }

    private synchronized Future<Void> lastReport() {
        return running.otherwiseEmpty().compose(_ -> sendAll());
    }

    private Future<Void> sendAll() {
        Buffer report = unanswered;
        if (report == null) {
            List<Use> uses = usage.take(KEYS_IN_A_REPORT);
            if (uses.isEmpty()) {
                return Future.succeededFuture();
            }
            report = write(uses);
            unanswered = report;
        }
        return identity.post(PATH, report)
                .compose(reply -> judge(reply.status()))
                .compose(_ -> {
                    unanswered = null;
                    return sendAll();
                });
    }

    /** A report that is malformed would be so the next time too, and hold up all that follow. */
    private static Future<Void> judge(int status) {
        if (status == BAD_REQUEST) {
            LOG.warn("Identity does not understand a report of how keys were used; it is dropped");
        }
        return status / 100 == 2 || status == BAD_REQUEST
                ? Future.succeededFuture()
                : Future.failedFuture("status " + status);
    }

    private Buffer write(List<Use> uses) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("report_id", UUID.randomUUID().toString());
        report.put("keys", uses.stream().map(UsageReporter::describe).toList());
        try {
            return Buffer.buffer(json.writeValueAsBytes(report));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Strings and numbers cannot be written as JSON", impossible);
        }
    }

    private static Map<String, Object> describe(Use use) {
        return Map.of(
                "key_id", use.key().toString(),
                "requests", use.requests(),
                "last_used_at", use.lastUsedAt().toString(),
                "last_used_ip", use.lastUsedIp());
    }
}
