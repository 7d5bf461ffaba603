package dev.callsheet.platform.data.session;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts {@link OrganizationPool} around the pool that Hibernate uses. */
@Singleton
class OrganizationPoolCreator implements PgPoolCreator {

    /** Requests that wait for a connection; more are refused at once, since they could not be served in time. */
    private static final int LONGEST_QUEUE = 1_000;

    private static final int WAIT_SECONDS = 5;

    @Override
    public Pool create(Input input) {
        return new OrganizationPool(PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(LONGEST_QUEUE)
                        .setConnectionTimeout(WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build());
    }
}
