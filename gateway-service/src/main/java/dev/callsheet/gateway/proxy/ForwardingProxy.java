package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.refusal.RefusalWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The streaming proxy: what all exchanges share. */
public final class ForwardingProxy {

    final SilenceWatch watch;
    final LoopClients pooled;
    final LoopClients fresh;
    final RefusalWriter refusals;
    final Limits limits;
    final Supplier<CharSequence> sender;

    private final MeterRegistry meters;
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();

    /**
     * Over two kinds of clients.
     *
     * @param pooled keep their connections
     * @param fresh open one for each request: a second try must not draw another connection that has died, too
     * @param sender gives the token by which a service knows the gateway where nobody has been authenticated
     */
    public ForwardingProxy(
            Vertx vertx,
            LoopClients pooled,
            LoopClients fresh,
            RefusalWriter refusals,
            Limits limits,
            Supplier<CharSequence> sender,
            MeterRegistry meters) {
        this.watch = new SilenceWatch(vertx, limits.silence());
        this.pooled = pooled;
        this.fresh = fresh;
        this.refusals = refusals;
        this.limits = limits;
        this.sender = sender;
        this.meters = meters;
    }

    /**
     * What an exchange may take.
     *
     * @param body bytes of a request's body
     * @param silence how long a service or a client may keep the exchange waiting for its next sign
     * @param grace how long a body may take whatever its pace
     * @param rate how many bytes a second it must have on average beyond that
     * @param retryAfter what a client is told when a service cannot be reached
     */
    public record Limits(long body, Duration silence, Duration grace, int rate, Duration retryAfter) {}

    /**
     * Passes the request on. It must have been paused when it arrived, and this be called on its context.
     *
     * @param errors is told the code of a refusal, ours or the service's
     * @return to be run when the response has ended, or when there is nobody any more to take it
     */
    public Runnable forward(HttpServerRequest request, Errand errand, Consumer<String> errors) {
        Exchange exchange = new Exchange(this, request, errand, errors);
        try {
            exchange.start();
        } catch (RuntimeException | Error failure) {
            exchange.clientIsDone();
            throw failure;
        }
        return exchange::clientIsDone;
    }

    void answered(String service, long nanos) {
        Timer latency = latencies.get(service);
        if (latency == null) {
            latency = latencies.computeIfAbsent(service, this::latencyOf);
        }
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer latencyOf(String service) {
        return Timer.builder("callsheet.gateway.upstream")
                .description("Time from asking a service to the head of its answer")
                .tag("service", service)
                .register(meters);
    }

    void retried(String service) {
        retries.computeIfAbsent(
                        service,
                        name -> Counter.builder("callsheet.gateway.upstream.retries")
                                .description("Requests sent again because a pooled connection had died")
                                .tag("service", name)
                                .register(meters))
                .increment();
    }
}
