package dev.callsheet.gateway.client;

import dev.callsheet.gateway.connection.RemoteAddress;

/**
 * Who sent a request, as far as anybody trustworthy has seen.
 *
 * @param overTls whether the client speaks TLS, to the gateway or to a trusted proxy in front of it
 */
public record Client(RemoteAddress address, boolean overTls) {}
