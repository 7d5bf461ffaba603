package dev.callsheet.gateway.connection;

import java.net.InetAddress;

/**
 * An address with its text, which the JDK would write anew each time it is asked.
 *
 * @param text as in {@code 192.0.2.7}, without a port and without the zone that a link-local address may have
 */
public record RemoteAddress(InetAddress address, String text) {

    public static RemoteAddress of(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return new RemoteAddress(address, zone < 0 ? text : text.substring(0, zone));
    }
}
