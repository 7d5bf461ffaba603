package dev.callsheet.gateway.presence;

import dev.callsheet.gateway.database.GatewayDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * This gateway's sign of life, one statement every two seconds, which also tells how many others there are, what time it
 * is, and whom they have banned.
 */
public final class Presence implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final long INTERVAL_MILLIS = 2_000;
    private static final long FAREWELL_SECONDS = 1;
    private static final long CLEAN_UP_EVERY = 300;
    /** Transactions that began before others and commit after them must not be missed. */
    private static final int OVERLAP_SECONDS = 10;

    private static final String BEAT = """
            with mine as (
                insert into gateway_instance (id, seen_at) values ($1, now())
                on conflict (id) do update set seen_at = excluded.seen_at
                returning seen_at
            )
            select mine.seen_at, b.address, b.level, b.until,
                array(select id from gateway_instance
                    where id <> $1 and seen_at > now() - interval '10 seconds') as others
            from mine left join address_ban b on b.banned_at > $2 and b.until > now()
            """;

    /* What another gateway is using just now is left for the next time, so nobody waits and nobody is in a deadlock. */
    private static final List<String> CLEAN_UP = List.of(
            """
            delete from rate_window where ctid = any(array(
                select ctid from rate_window where starts_at < now() - make_interval(secs => seconds + 60)
                limit 20000 for update skip locked))
            """,
            """
            delete from rate_burst where ctid = any(array(
                select ctid from rate_burst where slot < extract(epoch from now()) * 10 - 600
                limit 20000 for update skip locked))
            """,
            "delete from gateway_instance where seen_at < now() - interval '1 hour'",
            "delete from address_ban where until < now() - interval '1 day'");

    private final UUID id = UUID.randomUUID();
    private final Vertx vertx;
    private final GatewayDatabase database;
    private final List<Consumer<Heard>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Throwable>> silenced = new CopyOnWriteArrayList<>();
    private OffsetDateTime since = OffsetDateTime.parse("1970-01-01T00:00:00Z");
    private long timer;
    private long beats;
    private volatile boolean closed;

    public Presence(Vertx vertx, GatewayDatabase database) {
        this.vertx = vertx;
        this.database = database;
    }

    /**
     * What the database told.
     *
     * @param gateways how many gateways are alive, this one among them
     * @param rank which of them this one is
     * @param bans those that were made since the last time
     */
    public record Heard(OffsetDateTime now, int gateways, int rank, List<Ban> bans) {

        /** A ban that some gateway has made. */
        public record Ban(String address, int level, OffsetDateTime until) {}
    }

    public void onHeard(Consumer<Heard> listener) {
        listeners.add(listener);
    }

    public void onSilence(Consumer<Throwable> listener) {
        silenced.add(listener);
    }

    public void start() {
        timer = vertx.setPeriodic(0, INTERVAL_MILLIS, _ -> beat());
    }

    /** Signs off, so that the others need not wait until this gateway has been silent for a while. */
    @Override
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
        try {
            database.execute("delete from gateway_instance where id = $1", id)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("This gateway could not sign off: %s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        if (beats++ % CLEAN_UP_EVERY == CLEAN_UP_EVERY - 1) {
            cleanUp();
        }
        database.execute(BEAT, id, since.minusSeconds(OVERLAP_SECONDS))
                .timeout(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(this::tell)
                .onFailure(reason -> silenced.forEach(each -> each.accept(reason)));
    }

    private void tell(RowSet<Row> rows) {
        if (closed) {
            return;
        }
        List<Heard.Ban> bans = new ArrayList<>();
        Row first = rows.iterator().next();
        for (Row row : rows) {
            if (row.getString("address") != null) {
                bans.add(new Heard.Ban(
                        row.getString("address"), row.getInteger("level"), row.getOffsetDateTime("until")));
            }
        }
        UUID[] others = first.getArrayOfUUIDs("others");
        /* As text, as every other gateway orders them, too. */
        int rank = (int) Arrays.stream(others)
                .filter(other -> other.toString().compareTo(id.toString()) < 0)
                .count();
        since = first.getOffsetDateTime("seen_at");
        Heard heard = new Heard(since, others.length + 1, rank, bans);
        listeners.forEach(each -> each.accept(heard));
    }

    private void cleanUp() {
        Future<?> last = Future.succeededFuture();
        for (String statement : CLEAN_UP) {
            last = last.compose(_ -> database.execute(statement));
        }
        last.onFailure(reason -> LOG.debugf("Old limits are cleaned up the next time: %s", reason.toString()));
    }
}
