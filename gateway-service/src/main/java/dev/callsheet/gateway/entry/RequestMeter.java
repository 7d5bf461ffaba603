package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.gateway.routing.RouteTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by route, service and class of status: as many series as the table has lines. */
final class RequestMeter {

    /** What is answered without a route: unknown and malformed paths, and the gateway's own. */
    static final Route NONE = new Route(Route.GATEWAY, "none", true, EndpointClass.NONE);

    private static final String[] CLASSES = {"1xx", "2xx", "3xx", "4xx", "5xx"};

    /** By the very lines of the table, of which there is one each; not changed once it is made. */
    private final IdentityHashMap<Route, Timer[]> timers = new IdentityHashMap<>();

    RequestMeter(RouteTable table, MeterRegistry meters) {
        timers.put(NONE, register(NONE, meters));
        table.routes().forEach(route -> timers.put(route, register(route, meters)));
    }

    void record(Route route, int status, long nanos) {
        int statusClass = Math.clamp(status / 100, 1, CLASSES.length) - 1;
        Objects.requireNonNull(timers.get(route), "every route is of the table")[statusClass].record(
                nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer[] register(Route route, MeterRegistry meters) {
        Timer[] byClass = new Timer[CLASSES.length];
        for (int i = 0; i < CLASSES.length; i++) {
            byClass[i] = Timer.builder("callsheet.gateway.requests")
                    .description("Requests at the edge, from their head to the end of the answer")
                    .tag("route", route.template())
                    .tag("service", route.service())
                    .tag("status", CLASSES[i])
                    .register(meters);
        }
        return byClass;
    }
}
