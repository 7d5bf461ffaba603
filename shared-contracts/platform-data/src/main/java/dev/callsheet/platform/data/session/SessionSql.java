package dev.callsheet.platform.data.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on the connection of the running session, in its transaction. Goes past Hibernate's native queries, which
 * cost more than the statement itself (see ADR 0003); it flushes nothing.
 */
public final class SessionSql {

    private SessionSql() {}

    /** Runs a statement whose parameters are {@code $1, $2 ...} and gives its rows. */
    public static Uni<ReactiveConnection.Result> select(String sql, @Nullable Object... parameters) {
        return onConnection(connection -> connection.select(sql, parameters));
    }

    /** Runs a statement whose parameters are {@code $1, $2 ...} and gives the number of rows that it changed. */
    public static Uni<Integer> update(String sql, @Nullable Object... parameters) {
        return onConnection(connection -> connection.update(sql, parameters));
    }

    /**
     * Fails unless a transaction is running. A session alone would commit each statement by itself.
     *
     * @throws IllegalStateException as the Uni's failure
     */
    public static Uni<Void> requireTransaction(String purpose) {
        return Panache.getSession()
                .invoke(session -> {
                    if (session.currentTransaction() == null) {
                        throw new IllegalStateException(purpose + " needs a running transaction.");
                    }
                })
                .replaceWithVoid();
    }

    private static <T> Uni<T> onConnection(Function<ReactiveConnection, CompletionStage<T>> statement) {
        return Panache.getSession().map(SessionSql::connectionOf).chain(connection -> {
            Supplier<CompletionStage<T>> execution = () -> statement.apply(connection);
            return Uni.createFrom().completionStage(execution);
        });
    }

    private static ReactiveConnection connectionOf(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
