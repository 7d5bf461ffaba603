package dev.callsheet.gateway.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps a database that does not answer from piling up what waits for it. */
@Singleton
class GatewayPoolCreator implements PgPoolCreator {

    private static final int LONGEST_QUEUE = 1_000;
    private static final int WAIT_SECONDS = 2;

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> options = List.copyOf(input.pgConnectOptionsList());
        options.forEach(each -> each.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS)));
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(LONGEST_QUEUE)
                        .setConnectionTimeout(WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(options)
                .using(input.vertx())
                .build();
    }
}
