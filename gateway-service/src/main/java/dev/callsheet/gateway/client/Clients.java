package dev.callsheet.gateway.client;

import dev.callsheet.contracts.identity.AddressRange;
import dev.callsheet.gateway.connection.ConnectionGuard;
import dev.callsheet.gateway.connection.RemoteAddress;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request. That is the peer, unless the peer is a trusted proxy: then it is the last address of {@code
 * X-Forwarded-For} that is none, since everything before that one may be the client's invention.
 */
public final class Clients {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final List<AddressRange> proxies;

    /**
     * Behind these proxies.
     *
     * @throws IllegalArgumentException when one is neither an address nor a network
     */
    public Clients(List<String> trustedProxies) {
        this.proxies = trustedProxies.stream().map(AddressRange::parse).toList();
    }

    /** Whether the address is a trusted proxy's, which stands for many clients. */
    public boolean isProxy(InetAddress address) {
        for (AddressRange range : proxies) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Who sent the request. To be asked once for each, since a proxy's headers are read for it. */
    public Client of(HttpServerRequest request) {
        ConnectionGuard connection = ConnectionGuard.of(request);
        RemoteAddress peer = connection.peer();
        if (proxies.isEmpty() || !isProxy(peer.address())) {
            return new Client(peer, connection.isOverTls());
        }
        InetAddress client = clientBehind(peer.address(), request);
        return new Client(
                client.equals(peer.address()) ? peer : RemoteAddress.of(client),
                connection.isOverTls() || "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO)));
    }

    private InetAddress clientBehind(InetAddress proxy, HttpServerRequest request) {
        InetAddress address = proxy;
        List<String> hops = List.of(
                String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1));
        for (String hop : hops.reversed()) {
            InetAddress before = read(hop.strip());
            if (before == null) {
                return address;
            }
            address = before;
            if (!isProxy(address)) {
                return address;
            }
        }
        return address;
    }

    /* Never looked up: what a header holds is an address or nothing. */
    private static @Nullable InetAddress read(String literal) {
        if (literal.isEmpty()) {
            return null;
        }
        int zone = literal.indexOf('%');
        try {
            return InetAddress.ofLiteral(zone < 0 ? literal : literal.substring(0, zone));
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
