package dev.callsheet.gateway.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * How the API port reads HTTP. It takes no upgrade to HTTP/2 in the clear: nobody who calls this API needs one, and a
 * proxy in front that passes an upgrade on would be blind to all that follows on the connection. Under TLS, HTTP/2 is
 * negotiated as usual.
 */
@Singleton
public class ServerOptions implements HttpServerOptionsCustomizer {

    private volatile HttpServerOptions current = new HttpServerOptions();

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        current = options;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        current = options;
    }

    /** The limits of lines, headers and chunks, which are the same with TLS and without. */
    HttpServerOptions current() {
        return current;
    }
}
