package dev.callsheet.platform.web.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Decides whether an endpoint may be connected to, anew for every connection. Blocks on the look-up of its name. */
public final class EndpointVetting {

    private final AddressRules rules;
    private final HostResolver resolver;

    public EndpointVetting(AddressRules rules, HostResolver resolver) {
        this.rules = rules;
        this.resolver = resolver;
    }

    /**
     * Refuses a name when any of its addresses is refused: one that answers with a public and a private address is
     * either broken or an attempt to slip through on the second try.
     *
     * @throws EndpointRefusedException when the endpoint may not be connected to
     * @throws ResolverUnavailableException when our name server did not answer
     */
    public VettedEndpoint vet(EndpointUrl url) {
        List<InetAddress> addresses = addressesOf(url.host());
        for (InetAddress address : addresses) {
            refuseUnlessPermitted(url, address);
        }
        return new VettedEndpoint(url, addresses.getFirst());
    }

    private void refuseUnlessPermitted(EndpointUrl url, InetAddress address) {
        if (!rules.permits(address)) {
            throw new EndpointRefusedException("must lead to a public address; '" + url.host()
                    + "' leads to a private, local or reserved one that this installation does not allow");
        }
        if (!url.tls() && !rules.permitsPlainHttp(address)) {
            throw new EndpointRefusedException("must use https; http is for loopback addresses only");
        }
    }

    private List<InetAddress> addressesOf(String host) {
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            if (addresses.isEmpty()) {
                throw new EndpointRefusedException("names the host '" + host + "', which has no address");
            }
            return addresses;
        } catch (UnknownHostException e) {
            // The JDK has one exception for "no such name" and "no answer"; only its text tells them apart.
            if (e.getMessage() != null && e.getMessage().contains("Temporary failure")) {
                throw new ResolverUnavailableException("The name server did not answer for '" + host + "'", e);
            }
            throw new EndpointRefusedException("names the host '" + host + "', which does not exist");
        }
    }
}
