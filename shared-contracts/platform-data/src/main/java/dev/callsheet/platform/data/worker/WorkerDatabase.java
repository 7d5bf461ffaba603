package dev.callsheet.platform.data.worker;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the worker role, which sees all organizations but only the tables that admit it. For the relay,
 * deliveries, retention and look-ups of credentials, before any tenant is known.
 */
@ApplicationScoped
public class WorkerDatabase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;

    @Inject
    public WorkerDatabase(@ReactiveDataSource("worker") Pool pool) {
        this.pool = pool;
    }

    public Pool pool() {
        return pool;
    }

    /** Runs one statement whose parameters are {@code $1, $2 ...}. */
    public Future<RowSet<Row>> execute(String sql, @Nullable Object... parameters) {
        return pool.preparedQuery(sql).execute(Tuple.wrap(parameters));
    }

    /**
     * Waits for a result; on a virtual thread, never on an event loop.
     *
     * @throws WorkerDatabaseException when the database refuses, is away, or takes longer than 30 s
     */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new WorkerDatabaseException(e.getCause());
        } catch (TimeoutException e) {
            throw new WorkerDatabaseException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerDatabaseException(e);
        }
    }
}
