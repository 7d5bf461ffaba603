package dev.callsheet.platform.web.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}; never crosses address families. */
final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException when the text is no address literal with an optional prefix length
     */
    static Network parse(String text) {
        String cidr = text.strip();
        int slash = cidr.indexOf('/');
        byte[] address = addressOf(slash < 0 ? cidr : cidr.substring(0, slash), text);
        int bits = slash < 0 ? address.length * 8 : bitsOf(cidr.substring(slash + 1), text);
        if (bits < 0 || bits > address.length * 8) {
            throw notANetwork(text);
        }
        return new Network(address, bits);
    }

    boolean contains(InetAddress candidate) {
        byte[] address = candidate.getAddress();
        if (address.length != prefix.length) {
            return false;
        }
        int wholeBytes = bits / 8;
        if (!Arrays.equals(address, 0, wholeBytes, prefix, 0, wholeBytes)) {
            return false;
        }
        int rest = bits % 8;
        if (rest == 0) {
            return true;
        }
        int mask = 0xff << (8 - rest);
        return (address[wholeBytes] & mask) == (prefix[wholeBytes] & mask);
    }

    private static byte[] addressOf(String literal, String text) {
        // Only literals: a name would be looked up, and a setting must not depend on what DNS says today.
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw notANetwork(text);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw notANetwork(text);
        }
    }

    private static int bitsOf(String digits, String text) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw notANetwork(text);
        }
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a network: write an address and a prefix length, such as 10.0.0.0/8");
    }
}
