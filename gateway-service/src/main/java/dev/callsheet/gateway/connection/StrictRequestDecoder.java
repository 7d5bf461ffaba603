package dev.callsheet.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request at a time, and only what is one.
 *
 * <p>What comes behind a request that is being answered stays bytes until then. Vert.x would queue as many requests as come,
 * go through the whole queue for each, and not hear of the client's end behind it.
 *
 * <p>Netty's decoder settles a request with both {@code Content-Length} and {@code Transfer-Encoding} by dropping the
 * length, which RFC 9112 (6.1) allows. Whoever sends both wants two servers to disagree about where the body ends, so
 * here it is no request.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final ConnectionGuard guard;

    private boolean betweenRequests = true;
    private @Nullable ChannelHandlerContext waiting;

    /** @param guard of the connection, which tells whether a request is being answered */
    StrictRequestDecoder(HttpServerOptions options, ConnectionGuard guard) {
        super(options);
        this.guard = guard;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (betweenRequests && guard.isOver()) {
            in.skipBytes(in.readableBytes());
        } else if (betweenRequests && guard.isAnswering()) {
            skipLineBreaks(in);
            if (in.isReadable()) {
                waiting = context;
                guard.cutIfTooFarAhead(in.readableBytes());
            }
        } else {
            waiting = null;
            super.decode(context, in, out);
            if (!out.isEmpty()) {
                betweenRequests = out.getLast() instanceof LastHttpContent;
            }
        }
    }

    /* Old clients send one behind a body, which is not the beginning of a request (RFC 9112, 2.2). */
    private static void skipLineBreaks(ByteBuf in) {
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            in.skipBytes(1);
        }
    }

    /** Whether something came behind the request that is being answered. */
    boolean hasWaiting() {
        return waiting != null;
    }

    /** Reads what has come behind a request that is answered now. To be called on the connection's event loop. */
    void resume() {
        ChannelHandlerContext context = waiting;
        if (context == null) {
            return;
        }
        waiting = null;
        try {
            /* Nothing new, upon which it looks at what it has. */
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception failure) {
            context.fireExceptionCaught(failure);
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new TwoLengthsException();
    }

    /** The request has two lengths. */
    static final class TwoLengthsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        TwoLengthsException() {
            super("Content-Length and Transfer-Encoding in one request");
        }
    }
}
