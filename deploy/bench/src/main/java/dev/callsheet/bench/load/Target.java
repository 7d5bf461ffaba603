package dev.callsheet.bench.load;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where requests go and which.
 *
 * @param calls gives the next request; asked on one thread
 */
public record Target(String host, int port, Supplier<Call> calls) {

    public static Target at(String url, Supplier<Call> calls) {
        URI address = URI.create(url);
        return new Target(address.getHost(), address.getPort(), calls);
    }
}
