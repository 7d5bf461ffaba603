package dev.callsheet.gateway.proxy;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after the exchanges of each event loop with one timer a loop: to set a timer for every exchange and to cancel it
 * again took more than what it was for.
 */
final class SilenceWatch {

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);
    private static final int LOOKS = 8;

    private final Vertx vertx;
    private final long intervalMillis;
    private final Map<Thread, Set<Exchange>> byLoop = new ConcurrentHashMap<>();

    /** @param silence that is to be noticed, an eighth of it or a second late at most */
    SilenceWatch(Vertx vertx, Duration silence) {
        this.vertx = vertx;
        this.intervalMillis = Math.clamp(silence.toMillis() / LOOKS, 1, LONGEST_INTERVAL.toMillis());
    }

    /** To be called on the exchange's event loop, and the result be used there only: what is in it is looked after. */
    Set<Exchange> ofThisLoop() {
        Set<Exchange> watched = byLoop.get(Thread.currentThread());
        return watched != null ? watched : watchFromNowOn();
    }

    private Set<Exchange> watchFromNowOn() {
        Set<Exchange> watched = Collections.newSetFromMap(new IdentityHashMap<>());
        byLoop.put(Thread.currentThread(), watched);
        /* Not on the context of the request that happens to be the first: it would be kept for ever. */
        Context loop = VertxContext.getRootContext(Objects.requireNonNull(Vertx.currentContext(), "on an event loop"));
        loop.runOnContext(
                _ -> vertx.setPeriodic(intervalMillis, _ -> List.copyOf(watched).forEach(Exchange::checkSilence)));
        return watched;
    }
}
