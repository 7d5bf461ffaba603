package dev.callsheet.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All connections of the API port. Quarkus keeps the server to itself and offers nothing between the acceptance of a
 * connection and its first request, so the way in is the first request's own connection: its channel leads to the one
 * that accepts, and from there on each new connection gets its {@link ConnectionGuard}. The gateway sends that first
 * request itself, when it has started.
 */
public final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final AttributeKey<Boolean> GUARDED = AttributeKey.valueOf("callsheet.guarded");

    final ConnectionLimits limits;

    private final ServerOptions server;
    private final Predicate<InetAddress> uncounted;
    private final Handler<HttpServerRequest> unreadable;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final Counter cut;
    private final Counter refused;
    private final Guarding guarding = new Guarding();

    /**
     * Over the server that Quarkus runs.
     *
     * @param uncounted addresses that stand for many clients, such as a load balancer's
     * @param unreadable answers what could not be read as a request; why is in its decoder result
     */
    public Connections(
            ConnectionLimits limits,
            ServerOptions server,
            Predicate<InetAddress> uncounted,
            Handler<HttpServerRequest> unreadable,
            MeterRegistry meters) {
        this.limits = limits;
        this.server = server;
        this.uncounted = uncounted;
        this.unreadable = unreadable;
        this.cut = counter(meters, "slow_head", "Connections closed because a request's head did not come to its end");
        this.refused = counter(meters, "per_address", "Connections closed because their address had too many");
        meters.gaugeMapSize("callsheet.gateway.connections.addresses", List.of(), open);
    }

    private static Counter counter(MeterRegistry meters, String reason, String description) {
        return Counter.builder("callsheet.gateway.connections.closed")
                .description(description)
                .tag("reason", reason)
                .register(meters);
    }

    /** To be called with each request's head; the guard is to be told of the request's end. */
    public @Nullable ConnectionGuard requestBegan(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return null;
        }
        ConnectionGuard guard = connection.channel().attr(ConnectionGuard.KEY).get();
        if (guard == null) {
            guard = guardFromNowOn(connection.channel());
        }
        guard.requestBegan();
        return guard;
    }

    /** Whether the connection had its last request, so that this one must not be looked at. */
    public boolean isEnding(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return false;
        }
        ConnectionGuard guard = connection.channel().attr(ConnectionGuard.KEY).get();
        return guard != null && guard.isEnding();
    }

    private ConnectionGuard guardFromNowOn(Channel channel) {
        Channel accepting = channel.parent();
        if (accepting != null && accepting.attr(GUARDED).setIfAbsent(true) == null) {
            accepting.pipeline().addFirst(guarding);
            LOG.debugf("Connections to %s are guarded", accepting.localAddress());
        }
        ConnectionGuard guard = new ConnectionGuard(this, channel);
        channel.pipeline().addFirst(guard);
        return guard;
    }

    HttpServerOptions options() {
        return server.current();
    }

    /** Counts a connection in; false when the address has as many as it may have. */
    boolean admit(InetAddress address) {
        if (uncounted.test(address)) {
            return true;
        }
        boolean admitted = open.merge(address, 1, Integer::sum) <= limits.perAddress();
        if (!admitted) {
            refused.increment();
            LOG.debugf("%s has more than %d connections", address.getHostAddress(), limits.perAddress());
        }
        return admitted;
    }

    void left(InetAddress address) {
        if (!uncounted.test(address)) {
            open.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    void cutSlow(InetAddress address) {
        cut.increment();
        LOG.debugf("%s did not finish the head of a request in time", address.getHostAddress());
    }

    void refuseUnreadable(HttpServerRequest request) {
        unreadable.handle(request);
    }

    /** In the pipeline of what accepts connections; each message there is a new connection. */
    @ChannelHandler.Sharable
    private final class Guarding extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel channel) {
                channel.pipeline().addFirst(new ConnectionGuard(Connections.this, channel));
            }
            context.fireChannelRead(accepted);
        }
    }
}
