package dev.callsheet.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.gateway.limit.Allowance.Burst;
import dev.callsheet.gateway.limit.Allowance.Window;
import dev.callsheet.gateway.limit.TokenStore.Grant;
import dev.callsheet.platform.web.cache.Caches;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway has admitted on its own account, while the store was away. One for all accounts, because keys of one
 * organization share the limit of its plan then as well.
 */
final class OutageLedger {

    private static final int CAPACITY = 100_000;

    private final Cache<String, Tally> tallies = Caches.ofAtMost(CAPACITY).build();
    private final Cache<String, SlidingSecond> seconds =
            Caches.ofAtMost(CAPACITY).build();

    /**
     * Admits a request when no share is used up.
     *
     * @param known how the limits stood when the store last told, if it did
     * @param now in milliseconds since 1970, by the store's clock
     */
    synchronized Verdict admit(
            Allowance allowance, CharSequence policies, @Nullable Grant known, Share share, long now) {
        Standing tightest = tightest(allowance, policies, known, share, now);
        if (tightest.remaining() == 0) {
            return new Verdict.Refused(tightest);
        }
        allowance.windows().forEach(window -> tally(window, now).admitted++);
        allowance.bursts().forEach(burst -> second(burst, share).admit(now));
        return new Verdict.Admitted(tightest(allowance, policies, known, share, now));
    }

    /** The limit of which the least is left; among those that are used up the one that stays so for longest. */
    synchronized Standing tightest(
            Allowance allowance, CharSequence policies, @Nullable Grant known, Share share, long now) {
        Standing tightest = null;
        for (int i = 0; i < allowance.windows().size(); i++) {
            Window window = allowance.windows().get(i);
            long end = startOf(window, now) + window.seconds() * 1_000L;
            Standing standing = Standing.of(
                    allowance, policies, window.name(), window.limit(), left(window, i, known, share, now), now, end);
            tightest = Standings.tighter(tightest, standing);
        }
        for (Burst burst : allowance.bursts()) {
            SlidingSecond second = second(burst, share);
            if (second.isFull(now)) {
                Standing standing =
                        Standing.of(allowance, policies, burst.name(), burst.limit(), 0, now, second.freesAt());
                tightest = Standings.tighter(tightest, standing);
            }
        }
        return Objects.requireNonNull(tightest, "an allowance has a window");
    }

    /** How the limits stand as far as this gateway can tell. */
    synchronized Status status(
            Allowance allowance, CharSequence policies, @Nullable Grant known, Share share, long now) {
        List<Integer> used = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < allowance.windows().size(); i++) {
            Window window = allowance.windows().get(i);
            long start = startOf(window, now);
            int before = known != null && known.starts().get(i) == start
                    ? known.used().get(i)
                    : 0;
            used.add(before + tally(window, now).admitted);
            ends.add(start + window.seconds() * 1_000L);
        }
        return new Status(allowance, used, ends, tightest(allowance, policies, known, share, now));
    }

    private int left(Window window, int index, @Nullable Grant known, Share share, long now) {
        long start = startOf(window, now);
        int admitted = tally(window, now).admitted;
        int left = share.of(window.limit()) - admitted;
        return known != null && known.starts().get(index) == start
                ? Math.min(left, window.limit() - known.used().get(index) - admitted)
                : left;
    }

    private Tally tally(Window window, long now) {
        long start = startOf(window, now);
        Tally tally = tallies.get(window.subject() + "/" + window.seconds(), _ -> new Tally());
        if (tally.start != start) {
            tally.start = start;
            tally.admitted = 0;
        }
        return tally;
    }

    private SlidingSecond second(Burst burst, Share share) {
        int limit = share.of(burst.limit());
        SlidingSecond second = seconds.get(burst.subject(), _ -> new SlidingSecond(limit));
        if (second.limit() != limit) {
            second = new SlidingSecond(limit);
            seconds.put(burst.subject(), second);
        }
        return second;
    }

    /** When the calendar window of that moment began. */
    static long startOf(Window window, long now) {
        return now - Math.floorMod(now, window.seconds() * 1_000L);
    }

    private static final class Tally {
        private long start;
        private int admitted;
    }
}
