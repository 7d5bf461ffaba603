package dev.callsheet.platform.web.egress;

import java.net.InetAddress;

/**
 * An endpoint and the one address that was vetted for it. Whoever calls it connects to this address and names the host in
 * {@code Host} and SNI; a second look-up could answer differently.
 */
public record VettedEndpoint(EndpointUrl url, InetAddress address) {}
