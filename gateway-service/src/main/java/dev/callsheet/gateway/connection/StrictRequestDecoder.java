package dev.callsheet.gateway.connection;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Netty's decoder settles a request with both {@code Content-Length} and {@code Transfer-Encoding} by dropping the
 * length, which RFC 9112 (6.1) allows. Whoever sends both wants two servers to disagree about where the body ends, so
 * here it is no request.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    StrictRequestDecoder(HttpServerOptions options) {
        super(options);
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
