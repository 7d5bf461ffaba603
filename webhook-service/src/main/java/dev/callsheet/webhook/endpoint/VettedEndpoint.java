package dev.callsheet.webhook.endpoint;

import java.net.InetAddress;

/**
 * A receiver and the one address that was vetted for it. Whoever sends connects to this address and names the host in
 * {@code Host} and SNI; a second look-up could answer differently.
 */
public record VettedEndpoint(EndpointUrl url, InetAddress address) {}
