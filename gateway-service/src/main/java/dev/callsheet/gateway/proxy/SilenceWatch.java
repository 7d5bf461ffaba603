package dev.callsheet.gateway.proxy;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the exchanges of each event loop with one timer a loop: to set a timer for every exchange and to cancel it
 * again took more than what it was for.
 */
final class SilenceWatch {

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);
    private static final int LOOKS = 8;

    private final Vertx vertx;
    private final long intervalMillis;
    private final Map<Thread, Watched> byLoop = new ConcurrentHashMap<>();

    /** @param silence that is to be noticed, an eighth of it or a second late at most */
    SilenceWatch(Vertx vertx, Duration silence) {
        this.vertx = vertx;
        this.intervalMillis = Math.clamp(silence.toMillis() / LOOKS, 1, LONGEST_INTERVAL.toMillis());
    }

    /** To be called on the exchange's event loop, and the result be used there only: what is in it is looked after. */
    Watched ofThisLoop() {
        Watched watched = byLoop.get(Thread.currentThread());
        return watched != null ? watched : watchFromNowOn();
    }

    private Watched watchFromNowOn() {
        Watched watched = new Watched();
        byLoop.put(Thread.currentThread(), watched);
        /* Not on the context of the request that happens to be the first: it would be kept for ever. */
        Context loop = VertxContext.getRootContext(Objects.requireNonNull(Vertx.currentContext(), "on an event loop"));
        loop.runOnContext(
                _ -> vertx.setPeriodic(intervalMillis, _ -> watched.all().forEach(Exchange::checkSilence)));
        return watched;
    }

    /** The exchanges of one loop: a list through the exchanges themselves, since each request comes and goes here. */
    static final class Watched {
        private @Nullable Exchange first;

        void add(Exchange exchange) {
            exchange.after = first;
            if (first != null) {
                first.before = exchange;
            }
            first = exchange;
        }

        void remove(Exchange exchange) {
            Exchange before = exchange.before;
            Exchange after = exchange.after;
            if (before != null) {
                before.after = after;
            } else if (first == exchange) {
                first = after;
            }
            if (after != null) {
                after.before = before;
            }
            exchange.before = null;
            exchange.after = null;
        }

        /* As they are now: the one that is looked at may leave, and others with it. */
        private List<Exchange> all() {
            List<Exchange> all = new ArrayList<>();
            for (Exchange each = first; each != null; each = each.after) {
                all.add(each);
            }
            return all;
        }
    }
}
