package dev.callsheet.platform.data.retention;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.platform.data.worker.WorkerDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes old rows away, now and then, in one instance of the service at a time. It deletes in batches that each commit
 * alone, so that it holds no locks for long and a kill loses nothing; {@code callsheet_retention_deleted_total} counts
 * what has gone.
 */
@ApplicationScoped
public class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private static final int BATCH = 1_000;
    private static final String LOCK = "select pg_try_advisory_lock(hashtext('retention'), hashtext(current_schema()))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtext('retention'), hashtext(current_schema()))";

    private final WorkerDatabase database;
    private final List<Swept> swept;
    private final RetentionSettings settings;
    private final MeterRegistry metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    @Inject
    Sweeper(WorkerDatabase database, @All List<Swept> swept, RetentionSettings settings, MeterRegistry metrics) {
        this.database = database;
        this.swept = swept;
        this.settings = settings;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        if (settings.every().isPositive()) {
            thread = Thread.ofVirtual().name("retention").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /**
     * Takes away what is old enough by now; blocks, on any thread but an event loop.
     *
     * @return how many rows of each name have gone; empty while another instance is at it
     */
    public Map<String, Long> sweep() {
        SqlConnection connection = await(database.pool().getConnection());
        try {
            return await(connection.query(LOCK).execute()).iterator().next().getBoolean(0)
                    ? sweepAlone(connection)
                    : Map.of();
        } finally {
            connection.close();
        }
    }

    private Map<String, Long> sweepAlone(SqlConnection connection) {
        try {
            Map<String, Long> gone = new TreeMap<>();
            for (Swept rows : swept) {
                long deleted = sweep(connection, rows);
                gone.merge(rows.name(), deleted, Long::sum);
                metrics.counter("callsheet.retention.deleted", "rows", rows.name())
                        .increment((double) deleted);
            }
            return gone;
        } finally {
            await(connection.query(UNLOCK).execute());
        }
    }

    private long sweep(SqlConnection connection, Swept rows) {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minus(rows.kept());
        long total = 0;
        int batch = BATCH;
        while (batch == BATCH && stopped.getCount() > 0) {
            batch = await(connection.preparedQuery(rows.delete()).execute(Tuple.of(before, BATCH)))
                    .rowCount();
            total += batch;
        }
        return total;
    }

    private void run() {
        try {
            while (!stopped.await(settings.every().toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            sweep().forEach((name, rows) -> LOG.debugf("Rows of %s that were too old: %d", name, rows));
        } catch (RuntimeException failure) {
            LOG.warnf("Old rows are taken away later: %s", failure);
        }
    }
}
