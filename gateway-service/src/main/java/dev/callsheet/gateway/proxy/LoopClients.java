package dev.callsheet.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP client for each event loop. One client for all of them hands a request to whatever connection is free, also to
 * that of another loop, and then every step of the exchange wakes another thread: that took a fifth of the gateway's time.
 */
public final class LoopClients {

    private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final HttpClientOptions options;
    private final int connections;

    /**
     * @param options whose longest queue is for all loops together
     * @param connections to each service, for all loops together
     */
    public LoopClients(Vertx vertx, HttpClientOptions options, int connections) {
        this.vertx = vertx;
        this.options = new HttpClientOptions(options).setMaxWaitQueueSize(share(options.getMaxWaitQueueSize()));
        this.connections = share(connections);
    }

    private static int share(int all) {
        return Math.max(1, all / VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    }

    /** The client of the event loop that calls. */
    HttpClient current() {
        return clients.computeIfAbsent(
                Thread.currentThread(),
                loop -> vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections)));
    }
}
