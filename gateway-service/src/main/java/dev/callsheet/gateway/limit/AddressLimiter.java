package dev.callsheet.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.gateway.ban.Network;
import dev.callsheet.gateway.limit.Allowance.Window;
import dev.callsheet.platform.web.cache.Caches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Counts requests of addresses in calendar minutes, for this gateway alone and in bounded memory. */
final class AddressLimiter {

    private static final String TIER = "anonymous";
    private static final int MINUTE = 60;
    private static final int CAPACITY = 50_000;

    private final Allowance allowance;
    private final Window window;
    private final CharSequence policies;
    private final InstantSource clock;
    private final Cache<Network, Tally> tallies = Caches.ofAtMost(CAPACITY)
            .expireAfterAccess(Duration.ofSeconds(2 * MINUTE))
            .build();

    AddressLimiter(String name, int perMinute, InstantSource clock) {
        this.window = new Window("address", name, MINUTE, perMinute);
        this.allowance = new Allowance(TIER, List.of(window), List.of());
        this.policies = allowance.policies();
        this.clock = clock;
    }

    Verdict admit(Network network) {
        long now = clock.millis();
        long start = OutageLedger.startOf(window, now);
        int count = tallies.get(network, _ -> new Tally()).add(start);
        Standing standing = Standing.of(
                allowance,
                policies,
                window.name(),
                window.limit(),
                window.limit() - count,
                now,
                start + MINUTE * 1_000L);
        return count <= window.limit() ? new Verdict.Admitted(standing) : new Verdict.Refused(standing);
    }

    private static final class Tally {
        private long start;
        private int count;

        synchronized int add(long current) {
            if (start != current) {
                start = current;
                count = 0;
            }
            return ++count;
        }
    }
}
