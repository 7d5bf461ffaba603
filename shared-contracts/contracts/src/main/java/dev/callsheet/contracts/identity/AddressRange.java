package dev.callsheet.contracts.identity;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An address or a network in CIDR notation, of IPv4 or IPv6, as allow-lists hold it. Its text is canonical: equal ranges
 * have equal texts. An IPv4 address that is written as an IPv6 one is the IPv4 address. Immutable.
 */
public final class AddressRange {

    private static final int MAPPED_PREFIX_BITS = 96;

    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads an address or a network; nothing is ever looked up.
     *
     * @throws IllegalArgumentException saying what is wrong: no address, no prefix length, or an address with bits
     *     beyond its prefix
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = literal.indexOf(':') < 0 ? parseFour(literal, text) : parseSix(literal, text);
        int longest = literal.indexOf(':') < 0 ? 32 : 128;
        int bits = slash < 0 ? longest : parseBits(text.substring(slash + 1), longest, text);
        if (longest == 128 && address.length == 4) {
            bits -= MAPPED_PREFIX_BITS;
            if (bits < 0) {
                throw malformed(text);
            }
        }
        AddressRange range = new AddressRange(masked(address, bits), bits);
        if (!Arrays.equals(range.address, address)) {
            throw new IllegalArgumentException("'%s' has bits beyond its prefix; is it %s?".formatted(text, range));
        }
        return range;
    }

    /** Whether the address lies in this range; one of the other family never does. */
    public boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        return other.length == address.length && Arrays.equals(masked(other, bits), address);
    }

    /** Whether every address of the other range lies in this one. */
    public boolean contains(AddressRange other) {
        return other.address.length == address.length
                && other.bits >= bits
                && Arrays.equals(masked(other.address, bits), address);
    }

    /** What lies in both: of two networks one contains the other or they have nothing in common. */
    public Optional<AddressRange> intersect(AddressRange other) {
        if (contains(other)) {
            return Optional.of(other);
        }
        return other.contains(this) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && range.bits == bits && Arrays.equals(range.address, address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + bits;
    }

    /** The canonical text (RFC 5952 for IPv6); a range of one address is written without its prefix length. */
    @Override
    public String toString() {
        String literal = address.length == 4 ? writeFour(address) : writeSix(address);
        return bits == address.length * 8 ? literal : literal + "/" + bits;
    }

    private static byte[] parseFour(String literal, String text) {
        String[] parts = literal.split("\\.", -1);
        if (parts.length != 4) {
            throw malformed(text);
        }
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            /* A leading zero reads as octal in some places, so it is nobody's canonical address. */
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                throw malformed(text);
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    private static byte[] parseSix(String literal, String text) {
        if (!literal.matches("[0-9a-fA-F:.]+")) {
            throw malformed(text);
        }
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
    }

    private static int parseBits(String digits, int longest, String text) {
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > longest) {
            throw malformed(text);
        }
        return Integer.parseInt(digits);
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        int wholeBytes = bits / 8;
        System.arraycopy(address, 0, masked, 0, wholeBytes);
        if (bits % 8 > 0) {
            masked[wholeBytes] = (byte) (address[wholeBytes] & (0xff << (8 - bits % 8)));
        }
        return masked;
    }

    private static String writeFour(byte[] address) {
        return "%d.%d.%d.%d".formatted(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff, address[3] & 0xff);
    }

    /** Eight groups without leading zeros, of which the longest run of two or more zeros becomes {@code ::}. */
    private static String writeSix(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        }
        int gap = -1;
        int gapLength = 1;
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && groups[to] == 0) {
                to++;
            }
            if (to - from > gapLength) {
                gap = from;
                gapLength = to - from;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean afterGap = gap >= 0 && i == gap + gapLength;
                text.append(i == 0 || afterGap ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'%s' is neither an address nor a network; write one such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32"
                        .formatted(text));
    }
}
