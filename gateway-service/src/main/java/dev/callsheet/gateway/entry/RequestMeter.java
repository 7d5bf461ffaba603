package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.gateway.routing.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by route, service and class of status: as many series as the table has lines. */
final class RequestMeter {

    /** What is answered without a route: unknown and malformed paths, and the gateway's own. */
    static final Route NONE = new Route(Route.GATEWAY, "none", true, EndpointClass.NONE);

    private static final String[] CLASSES = {"1xx", "2xx", "3xx", "4xx", "5xx"};

    private final MeterRegistry meters;
    private final Map<Route, Timer[]> timers = new ConcurrentHashMap<>();

    RequestMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Route route, int status, long nanos) {
        int statusClass = Math.clamp(status / 100, 1, CLASSES.length) - 1;
        timers.computeIfAbsent(route, this::register)[statusClass].record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer[] register(Route route) {
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
