package dev.callsheet.platform.data.session;

import dev.callsheet.platform.web.request.CallContext;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.Function;

/**
 * The only door to the database for requests. Whenever a connection is acquired, the organization of the current call is
 * set on it, or none: then every query on a tenant's table fails, because the policies cannot read the setting. What a
 * connection served before never counts.
 *
 * <p>The setting is awaited and not pipelined with the first query: were it to fail on its own, that query would run as
 * the organization before.
 */
@SuppressWarnings("deprecation") // Quarkus casts what a creator makes to this interface.
final class OrganizationPool implements PgPool {

    private static final String SET_ORGANIZATION = "select set_config('callsheet.organization_id', $1, false)";

    private final Pool pool;

    OrganizationPool(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<SqlConnection> getConnection() {
        UUID organization = CallContext.current().organizationId();
        String setting = organization == null ? "" : organization.toString();
        return pool.getConnection()
                .compose(connection -> connection
                        .preparedQuery(SET_ORGANIZATION)
                        .execute(Tuple.of(setting))
                        .map(connection)
                        .onFailure(failure -> connection.close()));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        throw refused();
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        throw refused();
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        throw refused();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException(
                "A query on the pool would run on a connection whose organization nobody has set.");
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        pool.close().onComplete(handler);
    }

    @Override
    @Deprecated
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        throw new UnsupportedOperationException("Connections are prepared by this pool alone.");
    }

    @Override
    @Deprecated
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException("Connections are made by this pool alone.");
    }

    @Override
    public int size() {
        return pool.size();
    }
}
