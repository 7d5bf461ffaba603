package dev.callsheet.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * All connections of the API port. Vert.x tells of a connection when it can carry requests, which under TLS is after the
 * handshake; what guards it must be there before. So the first connection, which is the gateway's own, leads to the channel
 * that accepts, and from there on each new one gets its {@link ConnectionGuard} when it is accepted.
 */
public final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final AttributeKey<Boolean> GUARDED = AttributeKey.valueOf("callsheet.guarded");

    final ConnectionLimits limits;

    private final HttpServerOptions server;
    private final Predicate<InetAddress> uncounted;
    private final Handler<HttpServerRequest> unreadable;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final Counter cut;
    private final Counter idle;
    private final Counter unread;
    private final Counter ahead;
    private final Counter refused;
    private final Guarding guarding = new Guarding();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch nothingUnderWay = new CountDownLatch(1);
    private volatile boolean draining;

    /**
     * Of a server.
     *
     * @param server has the limits of lines, headers and chunks
     * @param uncounted addresses that stand for many clients, such as a load balancer's
     * @param unreadable answers what could not be read as a request; why is in its decoder result
     */
    public Connections(
            ConnectionLimits limits,
            HttpServerOptions server,
            Predicate<InetAddress> uncounted,
            Handler<HttpServerRequest> unreadable,
            MeterRegistry meters) {
        this.limits = limits;
        this.server = server;
        this.uncounted = uncounted;
        this.unreadable = unreadable;
        this.cut = counter(meters, "slow_head", "Connections closed because a request's head did not come to its end");
        this.idle =
                counter(meters, "idle", "Connections closed because they had no request, or their answers no reader");
        this.unread = counter(meters, "unread", "Connections closed because too much waited for them to be read");
        this.ahead = counter(meters, "ahead", "Connections closed because too much was sent ahead of an answer");
        this.refused = counter(meters, "per_address", "Connections closed because their address had too many");
        meters.gaugeMapSize("callsheet.gateway.connections.addresses", List.of(), open);
    }

    private static Counter counter(MeterRegistry meters, String reason, String description) {
        return Counter.builder("callsheet.gateway.connections.closed")
                .description(description)
                .tag("reason", reason)
                .register(meters);
    }

    /** A connection can carry requests. */
    void opened(HttpConnection connection) {
        Channel channel = ConnectionGuard.channelOf(connection);
        if (!channel.hasAttr(ConnectionGuard.KEY)) {
            guardFromNowOn(channel);
        }
    }

    void requestBegan() {
        underWay.incrementAndGet();
    }

    /** Whether this gateway is about to stop, so that each request is the last of its connection. */
    public boolean isDraining() {
        return draining;
    }

    void requestEnded(HttpServerRequest request) {
        if (draining) {
            end(request);
        }
        if (underWay.decrementAndGet() == 0 && draining) {
            nothingUnderWay.countDown();
        }
    }

    /* Its client goes to another gateway with its next request. */
    private static void end(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.connection().shutdown();
        } else {
            request.connection().close();
        }
    }

    /** From now on each request is the last of its connection; returns when those that have begun are over, or after that time. */
    void drain(Duration patience) {
        draining = true;
        if (underWay.get() == 0) {
            return;
        }
        try {
            if (!nothingUnderWay.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d requests are cut off after %d s", underWay.get(), patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void guardFromNowOn(Channel channel) {
        Channel accepting = channel.parent();
        if (accepting != null && accepting.attr(GUARDED).setIfAbsent(true) == null) {
            accepting.pipeline().addFirst(guarding);
            LOG.debugf("Connections to %s are guarded", accepting.localAddress());
        }
        channel.pipeline().addFirst(new ConnectionGuard(this, channel));
    }

    HttpServerOptions options() {
        return server;
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

    void cutSlow(RemoteAddress peer) {
        cut.increment();
        LOG.debugf("%s did not finish the head of a request in time", peer.text());
    }

    void endIdle(RemoteAddress peer) {
        idle.increment();
        LOG.debugf("%s has an idle connection, which is closed", peer.text());
    }

    void endAhead(RemoteAddress peer) {
        ahead.increment();
        LOG.debugf("%s sends too much ahead of an answer, and is cut", peer.text());
    }

    void endUnread(RemoteAddress peer) {
        unread.increment();
        LOG.debugf("%s asks on without reading its answers", peer.text());
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
