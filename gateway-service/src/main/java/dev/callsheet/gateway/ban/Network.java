package dev.callsheet.gateway.ban;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * What one client is taken to have: an IPv4 address, or an IPv6 network of 64 bits, within which it may choose freely.
 *
 * @param six whether it is of IPv6
 * @param bits the address, or the first half of it
 */
public record Network(boolean six, long bits) {

    private static final String NETWORK = "/64";

    public static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new Network(true, bytes.getLong())
                : new Network(false, bytes.getInt());
    }

    /** Reads what {@link #toString()} wrote. */
    public static Network parse(String text) {
        return of(InetAddress.ofLiteral(text.endsWith(NETWORK) ? text.substring(0, text.indexOf('/')) : text));
    }

    @Override
    public String toString() {
        byte[] bytes = six
                ? ByteBuffer.allocate(16).putLong(bits).array()
                : ByteBuffer.allocate(4).putInt((int) bits).array();
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return six ? text + NETWORK : text;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 bytes are an address", impossible);
        }
    }
}
