package dev.callsheet.platform.web.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a URL of a tenant may lead to: the public internet, and the private networks that the operator of this fleet
 * has listed. Everything else would let a tenant use the fleet to look into the network it runs in.
 */
public final class AddressRules {

    // IANA special-purpose registries, and 168.63.129.16, which answers for the host on Azure although it looks public.
    private static final List<Network> NOT_PUBLIC_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    // Only 2000::/3 is routed on the internet. Teredo, 6to4 and the like lie inside it and carry an IPv4 address.
    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");
    private static final List<Network> NOT_PUBLIC_IPV6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Network> allowed;

    private AddressRules(List<Network> allowed) {
        this.allowed = allowed;
    }

    /**
     * Rules that let the listed networks through besides the public internet.
     *
     * @throws IllegalArgumentException when one is not a network in CIDR notation
     */
    public static AddressRules allowing(List<String> networks) {
        return new AddressRules(networks.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(Network::parse)
                .toList());
    }

    public boolean permits(InetAddress address) {
        return isListed(address) || isPublic(address);
    }

    /** Whether plain http may be used: only to this machine itself, and only where the operator listed it. */
    public boolean permitsPlainHttp(InetAddress address) {
        return address.isLoopbackAddress() && isListed(address);
    }

    private boolean isListed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        // The JDK turns IPv4-mapped IPv6 addresses into IPv4 ones before they get here.
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_IPV4.stream().noneMatch(network -> network.contains(address));
        }
        return GLOBAL_IPV6.contains(address)
                && NOT_PUBLIC_IPV6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }
}
