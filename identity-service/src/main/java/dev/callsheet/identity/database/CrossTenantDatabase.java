package dev.callsheet.identity.database;

import dev.callsheet.platform.data.worker.WorkerDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Single statements under the worker role, which sees every organization in just the tables that admit it. Whoever uses
 * it decides by the statement alone what a caller gets to see.
 */
@ApplicationScoped
public class CrossTenantDatabase {

    private final WorkerDatabase workers;

    CrossTenantDatabase(WorkerDatabase workers) {
        this.workers = workers;
    }

    /** The first row of the answer, if there is one. */
    public <T> Uni<Optional<T>> first(String sql, Function<Row, T> reader, @Nullable Object... parameters) {
        return list(sql, reader, parameters).map(rows -> rows.stream().findFirst());
    }

    /** All rows of the answer, in its order. */
    public <T> Uni<List<T>> list(String sql, Function<Row, T> reader, @Nullable Object... parameters) {
        return uni(() -> workers.pool().preparedQuery(sql).execute(Tuple.wrap(parameters)))
                .map(rows -> read(rows, reader));
    }

    /** Runs the steps in one transaction. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Future<T>> steps) {
        return uni(() -> workers.pool().withTransaction(steps));
    }

    /**
     * Runs the work while no other instance runs any under the same lock; fails at once where one does.
     *
     * @param busy what to fail with
     */
    public <T> Uni<T> exclusively(long lock, Supplier<? extends Throwable> busy, Supplier<Uni<T>> work) {
        return inTransaction(connection -> connection
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(lock))
                .compose(rows -> rows.iterator().next().getBoolean(0)
                        ? Future.fromCompletionStage(work.get().subscribeAsCompletionStage())
                        : Future.failedFuture(busy.get())));
    }

    /** The rows as what they stand for. */
    public static <T> List<T> read(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> read = new ArrayList<>(rows.rowCount());
        for (Row row : rows) {
            read.add(reader.apply(row));
        }
        return read;
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }
}
