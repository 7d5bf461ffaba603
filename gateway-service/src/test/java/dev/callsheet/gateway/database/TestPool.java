package dev.callsheet.gateway.database;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Objects;

/** Connections like a gateway's own, without Quarkus. */
public final class TestPool {

    private TestPool() {}

    public static Pool open(Vertx vertx) {
        return open(vertx, setting("name"));
    }

    /** Connections to another database of the same server. */
    public static Pool open(Vertx vertx, String database) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(new PgConnectOptions()
                        .setHost(setting("host"))
                        .setPort(Integer.parseInt(setting("port")))
                        .setDatabase(database)
                        .setUser("callsheet_gateway")
                        .setPassword(setting("password"))
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build();
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getProperty("callsheet.db." + name));
    }
}
