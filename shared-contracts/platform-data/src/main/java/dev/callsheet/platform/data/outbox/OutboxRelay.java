package dev.callsheet.platform.data.outbox;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.platform.data.session.Sessions;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the outbox holds, in the order of positions, and deletes what Kafka has acknowledged. One instance of
 * the service does so at a time, by an advisory lock that ends with its connection; the others stand by.
 *
 * <p>It always starts from the lowest position that is still there and never goes on from the last one seen, because a
 * transaction may commit a lower position later. After a kill between acknowledgement and deletion events are published
 * twice: consumers drop the second by its id.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final String LOCK = "select pg_try_advisory_lock(hashtext('outbox'), hashtext(current_schema()))";
    private static final String NEXT = """
            select position, id, organization_id, aggregate_id, sequence, type, created_at, data, triggered_by, request_id
            from outbox order by position limit $1
            """;
    private static final String DELETE = "delete from outbox where position = any($1)";

    private final OutboxSettings settings;
    private final WorkerDatabase database;
    private final EventPublisher publisher;
    private final Counter published;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    @Inject
    public OutboxRelay(
            OutboxSettings settings, WorkerDatabase database, EventPublisher publisher, MeterRegistry metrics) {
        this.settings = settings;
        this.database = database;
        this.publisher = publisher;
        this.published = metrics.counter("callsheet.outbox.published");
    }

    void start(@Observes StartupEvent started) {
        if (settings.relay() && settings.topic().isPresent()) {
            thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        work.release();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** There is something to publish: it was committed in this process. */
    void wake(@Observes Sessions.Committed committed) {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                SqlConnection connection = await(database.pool().getConnection());
                try {
                    relayWhileLeading(connection);
                } finally {
                    connection.close();
                }
                sleep(settings.standby().toMillis());
            } catch (RuntimeException failure) {
                LOG.warnf("The relay starts again: %s", rootOf(failure));
                publisher.abandon();
                sleep(1_000);
            }
        }
        publisher.close();
    }

    private void relayWhileLeading(SqlConnection connection) {
        if (!await(connection.query(LOCK).execute()).iterator().next().getBoolean(0)) {
            return;
        }
        LOG.info("This instance relays the outbox");
        while (!stopped) {
            int sent = relayBatch(connection);
            publisher.beatIfDue();
            if (sent < settings.batch()) {
                sleep(pause());
            }
        }
    }

    private long pause() {
        long poll = settings.poll().toMillis();
        return settings.heartbeat()
                .map(beat -> Math.min(poll, beat.toMillis() / 2))
                .orElse(poll);
    }

    private int relayBatch(SqlConnection connection) {
        List<OutboxEvent> events = new ArrayList<>();
        for (Row row : await(connection.preparedQuery(NEXT).execute(Tuple.of(settings.batch())))) {
            events.add(OutboxEvent.from(row));
        }
        if (events.isEmpty()) {
            return 0;
        }
        publisher.publish(events);
        Long[] positions = events.stream().map(OutboxEvent::position).toArray(Long[]::new);
        await(connection.preparedQuery(DELETE).execute(Tuple.of(positions)));
        published.increment(events.size());
        return events.size();
    }

    /** Until somebody wakes the relay, at most the given time. */
    private void sleep(long millis) {
        try {
            if (work.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }
}
