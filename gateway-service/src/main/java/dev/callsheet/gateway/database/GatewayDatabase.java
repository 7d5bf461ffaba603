package dev.callsheet.gateway.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Statements of the gateway; nothing here waits, and nothing is opened before the first statement. */
@ApplicationScoped
public class GatewayDatabase {

    private final Pool pool;

    @Inject
    public GatewayDatabase(Pool pool) {
        this.pool = pool;
    }

    /** For what needs a connection of its own, such as a transaction. */
    public Pool pool() {
        return pool;
    }

    /** Runs one statement whose parameters are {@code $1, $2 ...}. Fails when the database refuses or is away. */
    public Future<RowSet<Row>> execute(String sql, @Nullable Object... parameters) {
        return pool.preparedQuery(sql).execute(Tuple.wrap(parameters));
    }
}
