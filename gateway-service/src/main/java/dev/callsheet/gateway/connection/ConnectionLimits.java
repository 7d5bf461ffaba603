package dev.callsheet.gateway.connection;

import java.time.Duration;

/**
 * How much a connection may take.
 *
 * @param head how long the head of a request may take from its first byte, the TLS handshake before it included
 * @param idle how long a connection may be without a request, whatever else it sends
 * @param perAddress how many connections one address may have at a time
 */
public record ConnectionLimits(Duration head, Duration idle, int perAddress) {}
