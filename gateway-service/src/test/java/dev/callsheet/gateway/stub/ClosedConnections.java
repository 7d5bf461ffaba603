package dev.callsheet.gateway.stub;

import io.micrometer.core.instrument.MeterRegistry;

/** What a gateway says of the connections that it has closed by itself. */
public final class ClosedConnections {

    private ClosedConnections() {}

    /** How many there were for that reason, such as {@code unread}. */
    public static double count(MeterRegistry meters, String reason) {
        return meters.get("callsheet.gateway.connections.closed")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
