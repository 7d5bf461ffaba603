package dev.callsheet.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An HTTP client for each event loop. One client for all of them hands a request to whatever connection is free, also to
 * that of another loop, and then every step of the exchange wakes another thread: that took a fifth of the gateway's time.
 */
public final class LoopClients {

    /* Made at once and by nobody's event loop: a client belongs to whatever makes it, and a server's own would keep it
    from closing. */
    private final List<HttpClient> clients;
    private final Map<Thread, HttpClient> byLoop = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();

    /**
     * @param loops how many event loops there are
     * @param options whose longest queue is for all loops together
     * @param connections to each service, for all loops together
     */
    public LoopClients(Vertx vertx, int loops, HttpClientOptions options, int connections) {
        HttpClientOptions each =
                new HttpClientOptions(options).setMaxWaitQueueSize(share(options.getMaxWaitQueueSize(), loops));
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(share(connections, loops));
        clients = Stream.generate(() -> vertx.createHttpClient(each, pool))
                .limit(loops)
                .toList();
    }

    private static int share(int all, int loops) {
        return Math.max(1, all / loops);
    }

    /** The client of the event loop that calls. */
    HttpClient current() {
        return byLoop.computeIfAbsent(
                Thread.currentThread(), loop -> clients.get(given.getAndIncrement() % clients.size()));
    }
}
