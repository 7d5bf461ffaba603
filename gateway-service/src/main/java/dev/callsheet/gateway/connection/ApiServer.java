package dev.callsheet.gateway.connection;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens on the API port, on every event loop. It is the gateway's own and not Quarkus', whose router and wrappers cost
 * each request more than the gateway's own checks do.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ApiServer.class);

    static {
        /* Vert.x reads it once, with its server. No WebSocket is served here, and being ready for one costs each request. */
        System.setProperty("vertx.disableWebsockets", "true");
    }

    private final Vertx vertx;
    private final List<HttpServerOptions> ports;
    private final Connections connections;
    private final Handler<HttpServerRequest> requests;
    private final Duration patience;
    private @Nullable String deployment;

    /**
     * On these ports.
     *
     * @param requests is to tell the connections of each request's beginning and end
     * @param patience how long requests that are under way get to end when the server closes
     */
    public ApiServer(
            Vertx vertx,
            List<HttpServerOptions> ports,
            Connections connections,
            Handler<HttpServerRequest> requests,
            Duration patience) {
        this.vertx = vertx;
        this.ports = ports;
        this.connections = connections;
        this.requests = requests;
        this.patience = patience;
    }

    /**
     * Listens, and returns when every port takes connections.
     *
     * @param loops how many event loops share the connections
     * @throws java.util.concurrent.CompletionException where a port is taken or may not be used
     */
    public void listen(int loops) {
        deployment = join(vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops)));
        for (HttpServerOptions port : ports) {
            LOG.infof("The API is at %s://%s:%d", port.isSsl() ? "https" : "http", port.getHost(), port.getPort());
            guard(port);
        }
    }

    /** Lets the requests that are under way end, each as the last of its connection, and closes what is left. */
    @Override
    public void close() {
        connections.drain(patience);
        if (deployment != null) {
            join(vertx.undeploy(deployment));
            deployment = null;
        }
    }

    /* The first connection of a port has all later ones guarded from their acceptance on, so it had better be ours. */
    private void guard(HttpServerOptions port) {
        if (port.getPort() <= 0) {
            return;
        }
        HttpClient once = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(port.isSsl())
                .setTrustAll(port.isSsl())
                .setVerifyHost(false)
                .setKeepAlive(false));
        once.request(HttpMethod.HEAD, port.getPort(), "localhost", "/")
                .compose(request ->
                        request.putHeader("User-Agent", "callsheet-gateway").send())
                .onFailure(
                        reason -> LOG.debugf("The gateway does not reach its own port %d: %s", port.getPort(), reason))
                .onComplete(_ -> once.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** The ports of one event loop. */
    private final class Listener extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            Future.all(ports.stream()
                            .map(port -> vertx.createHttpServer(port)
                                    .connectionHandler(connections::opened)
                                    .invalidRequestHandler(request ->
                                            ConnectionGuard.of(request).refuseUnreadable(request))
                                    .requestHandler(requests)
                                    .listen())
                            .toList())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
