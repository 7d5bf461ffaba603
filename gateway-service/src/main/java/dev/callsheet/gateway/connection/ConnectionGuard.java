package dev.callsheet.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else in the pipeline of one connection. All of it runs on the connection's event loop.
 *
 * <p>A head that does not come to its end in time closes the connection, and so does too long a time without a request,
 * whatever else is sent meanwhile (a byte a second, or the pings of HTTP/2), and a client that reads no more of what was
 * written for it. Bytes that arrive while a request is being answered are its body, whose pace the proxy watches. Netty's
 * own idle timeout has a clock for each read and a listener for each write, which took a tenth of the gateway's time.
 */
/* What comes of a close or a timer is of no interest to anybody: the channel tells of its end itself. */
@SuppressWarnings("FutureReturnValueIgnored")
public final class ConnectionGuard extends ChannelDuplexHandler {

    static final AttributeKey<ConnectionGuard> KEY = AttributeKey.valueOf("callsheet.connection-guard");

    private static final InetAddress NOBODY = InetAddress.ofLiteral("0.0.0.0");

    /** How long a client that is still sending gets to read why it should stop, and any to hear of a close. */
    private static final long LINGER_MILLIS = 1_000;

    /** How much may wait to be read by a client that asks for more. */
    private static final long MOST_UNREAD = 4 << 20;

    /** How much a client may send behind a request that is not answered yet. */
    private static final int MOST_AHEAD = 1 << 20;

    private final Connections connections;
    private final Channel channel;
    private final RemoteAddress peer;
    private final Backlog backlog;

    private @Nullable Boolean overTls;
    private @Nullable String host;
    private @Nullable String authority;
    private boolean counted;
    private boolean strict;
    private boolean checkScheduled;
    private boolean unreadable;
    private boolean lingering;
    private boolean ending;
    private int requests;
    private long headSince;
    private long idleSince;
    private @Nullable Future<?> idleCheck;
    private @Nullable StrictRequestDecoder decoder;
    private @Nullable ChannelHandlerContext context;

    ConnectionGuard(Connections connections, Channel channel) {
        this.connections = connections;
        this.channel = channel;
        this.backlog = new Backlog(channel);
        this.peer = RemoteAddress.of(
                channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : NOBODY);
    }

    /** The guard of the request's connection. */
    public static ConnectionGuard of(HttpServerRequest request) {
        ConnectionGuard guard = channelOf(request.connection()).attr(KEY).get();
        return Objects.requireNonNull(guard, "every connection has a guard before its first request");
    }

    static Channel channelOf(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** Who is at the other end of the connection: the client, or a proxy in front of it. */
    public RemoteAddress peer() {
        return peer;
    }

    /** Whether the connection is under TLS; to be asked once it carries requests. Vert.x would search each time. */
    public boolean isOverTls() {
        Boolean known = overTls;
        if (known == null) {
            known = channel.pipeline().get(SslHandler.class) != null;
            overTls = known;
        }
        return known;
    }

    /**
     * Whom the request names as its host, with the port where it has one; null where that is nobody. All requests of a
     * connection name the same one, unless a proxy sends them, so what was made of the last is kept.
     */
    public @Nullable String authorityOf(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return textOf(request.authority());
        }
        String named = request.getHeader(HttpHeaders.HOST);
        if (named == null) {
            return null;
        }
        if (!named.equals(host)) {
            host = named;
            authority = textOf(request.authority());
        }
        return authority;
    }

    private static @Nullable String textOf(@Nullable HostAndPort authority) {
        return authority == null ? null : authority.toString();
    }

    /** A request's head is here; its end is to be told as well. */
    public void requestBegan() {
        connections.requestBegan();
        requests++;
        headSince = 0;
    }

    /** The request was answered, or its client went away. */
    public void requestEnded(HttpServerRequest request) {
        requests--;
        if (requests == 0) {
            idleSince = System.nanoTime();
            if (decoder != null && decoder.hasWaiting()) {
                /* When Vert.x is done with this one. */
                channel.eventLoop().execute(this::readOn);
            }
        }
        connections.requestEnded(request);
    }

    /**
     * The request that is being answered is the last of this connection: where the next one would begin, or its answer, is
     * in doubt. What came with it in one piece may have been decoded already.
     */
    public void endWithThis() {
        ending = true;
    }

    /**
     * Resets the connection at once, also where its client reads nothing: an answer on it cannot be completed. An orderly end
     * would be the end of an answer of HTTP/1.0.
     */
    public void cut() {
        ending = true;
        if (context != null && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    /** Whether a request comes after the last one, and is to be left alone. */
    public boolean isEnding() {
        return ending;
    }

    /**
     * Ends the connection when its client has asked for so much without reading it; who reads an answer before the next
     * request is never near that.
     *
     * @return whether that was so, and the request is to be left alone
     */
    public boolean cutIfUnread() {
        if (backlog.bytes() <= MOST_UNREAD) {
            return false;
        }
        /* What was answered in the course of one read has not been offered to the socket yet. */
        channel.flush();
        if (backlog.bytes() <= MOST_UNREAD) {
            return false;
        }
        connections.endUnread(peer);
        cut();
        return true;
    }

    /** Whether a request is being answered. */
    boolean isAnswering() {
        return requests > 0;
    }

    /** Whether no request that still comes can be answered. */
    boolean isOver() {
        return ending || lingering || !channel.isActive();
    }

    /** Ends the connection when its client has sent so much behind a request that is not answered yet. */
    void cutIfTooFarAhead(int bytes) {
        if (bytes > MOST_AHEAD) {
            connections.endAhead(peer);
            cut();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(KEY).set(this);
        this.context = context;
        counted = true;
        idleSince = System.nanoTime();
        checkIdlenessLater(context, connections.limits.idle().toNanos());
        if (!connections.admit(peer.address())) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        if (counted) {
            counted = false;
            connections.left(peer.address());
        }
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
            return;
        }
        headMayBegin(context);
        /* Between requests only, so that each has its body read as it was begun. */
        if (!strict && requests == 0) {
            beStrict(context);
        }
        context.fireChannelRead(message);
    }

    private void readOn() {
        if (context != null && decoder != null && decoder.hasWaiting() && !isAnswering() && !isOver()) {
            headMayBegin(context);
            decoder.resume();
        }
    }

    private void headMayBegin(ChannelHandlerContext context) {
        if (requests == 0 && headSince == 0) {
            headSince = System.nanoTime();
            if (!checkScheduled) {
                checkLater(context, connections.limits.head().toNanos());
            }
        }
    }

    /* A close on unread bytes would reset the connection, and the reset can overtake the answer. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (unreadable && !lingering && context.channel() instanceof DuplexChannel socket) {
            lingering = true;
            socket.shutdownOutput();
            context.executor().schedule(() -> context.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close(promise);
        }
    }

    /* One timer for as many requests as come in its time: most heads arrive whole. */
    private void checkLater(ChannelHandlerContext context, long nanos) {
        checkScheduled = true;
        context.executor().schedule(() -> checkHead(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void checkHead(ChannelHandlerContext context) {
        checkScheduled = false;
        if (headSince == 0 || !context.channel().isActive() || isHttp2(context.pipeline())) {
            return;
        }
        long left = connections.limits.head().toNanos() - (System.nanoTime() - headSince);
        if (left > 0) {
            checkLater(context, left);
        } else {
            connections.cutSlow(peer);
            context.close();
        }
    }

    /* What comes between two requests there need not be the beginning of a head. */
    private static boolean isHttp2(ChannelPipeline pipeline) {
        return pipeline.get(Http2ConnectionHandler.class) != null;
    }

    private void checkIdlenessLater(ChannelHandlerContext context, long nanos) {
        idleCheck = context.executor().schedule(() -> checkIdleness(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdleness(ChannelHandlerContext context) {
        long allowed = connections.limits.idle().toNanos();
        if (requests > 0) {
            endOrCheckLater(context, !backlog.isBeingRead() && backlog.wasThere(), allowed);
        } else if (headSince != 0 && !isHttp2(context.pipeline())) {
            /* A head has time of its own. */
            checkIdlenessLater(context, allowed);
        } else {
            long left = allowed - (System.nanoTime() - idleSince);
            endOrCheckLater(context, left <= 0 && !backlog.isBeingRead(), left > 0 ? left : allowed);
        }
    }

    private void endOrCheckLater(ChannelHandlerContext context, boolean idle, long nanos) {
        if (idle) {
            connections.endIdle(peer);
            sayGoodbye(context);
        } else {
            checkIdlenessLater(context, nanos);
        }
    }

    /* A client of HTTP/2 learns which requests were not taken, and one under TLS that nothing was cut off. */
    private void sayGoodbye(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        boolean http2 = isHttp2(context.pipeline());
        if (!http2 && (requests > 0 || backlog.bytes() > 0)) {
            /* The client must not take what it has of an answer for all of it. */
            cut();
            return;
        }
        if (http2) {
            context.channel().close();
        } else if (tls != null) {
            /* What still comes could not be answered, so it must not be done. */
            lingering = true;
            tls.closeOutbound();
        }
        if (http2 || tls != null) {
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }

    /* What is read in the clear is there at once; under TLS only after the handshake. */
    private void beStrict(ChannelHandlerContext context) {
        ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
        if (tls == null) {
            strict = readStrictly(context.pipeline());
        } else {
            strict = true;
            context.pipeline().addAfter(tls.name(), null, new AfterHandshake());
        }
    }

    private boolean readStrictly(ChannelPipeline pipeline) {
        VertxHttpRequestDecoder lenient = pipeline.get(VertxHttpRequestDecoder.class);
        if (lenient == null) {
            return false;
        }
        StrictRequestDecoder decoder = new StrictRequestDecoder(connections.options(), this);
        pipeline.replace(lenient, null, decoder);
        this.decoder = decoder;
        return true;
    }

    /** What could not be read as a request is answered, and the connection ends. */
    void refuseUnreadable(HttpServerRequest request) {
        unreadable = true;
        headSince = 0;
        connections.refuseUnreadable(request);
    }

    /** Waits under TLS for the first bytes of HTTP; what comes before them is the handshake's. */
    private final class AfterHandshake extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            readStrictly(context.pipeline());
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        }
    }
}
