package dev.callsheet.platform.data.worker;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Keeps the workers' long statements prepared too. The client leaves those of more than 2,048 characters out of its cache,
 * so that they would be parsed and planned at each use.
 */
@Singleton
@ReactiveDataSource("worker")
class WorkerPoolCreator implements PgPoolCreator {

    private static final int LONGEST_STATEMENT = 32 * 1024;

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> options = input.pgConnectOptionsList();
        options.forEach(each -> each.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.copyOf(options))
                .using(input.vertx())
                .build();
    }
}
