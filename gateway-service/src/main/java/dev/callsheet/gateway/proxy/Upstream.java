package dev.callsheet.gateway.proxy;

import io.vertx.core.net.SocketAddress;
import java.net.URI;

/**
 * Where a service is reached.
 *
 * @param service its name, such as {@code scheduling}
 * @param address made once, since Vert.x would look for an IP address in a host each time; a name stays one
 * @param management where it answers health checks
 */
public record Upstream(String service, SocketAddress address, boolean tls, URI management) {

    private static final int MANAGEMENT_OFFSET = 1000;

    /** A service whose management port is its port + 1000, as everywhere in the fleet. */
    public static Upstream at(String service, URI url) {
        boolean tls = "https".equals(url.getScheme());
        if (url.getHost() == null || (!tls && !"http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "callsheet.services.%s.url is '%s'; it must be http://host:port or https://host:port"
                            .formatted(service, url));
        }
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        URI management = URI.create("http://%s:%d".formatted(url.getHost(), port + MANAGEMENT_OFFSET));
        SocketAddress address = SocketAddress.inetSocketAddress(port, url.getHost());
        return new Upstream(service, address, tls, management);
    }

    /** The same with its management port elsewhere. */
    public Upstream managedAt(URI url) {
        return new Upstream(service, address, tls, url);
    }
}
