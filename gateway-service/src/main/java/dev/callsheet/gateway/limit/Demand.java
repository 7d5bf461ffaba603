package dev.callsheet.gateway.limit;

/**
 * How many requests come, and from that, how many tokens to lease before they come. A slow caller's are leased one at a
 * time; nothing that is held in advance is more than is used in half of the time for which it can be used.
 */
final class Demand {

    /** Below so many requests a second each waits for its own token. */
    private static final double SLOW = 5;

    /** A lease that lives for a second holds on to the burst for two, so only what is small beside it may. */
    private static final double SMALL_SHARE_OF_BURST = 0.125;

    private static final long TENTH = 100_000_000L;
    private static final long SECOND = 10 * TENTH;
    private static final long SHORTEST_SAMPLE = TENTH / 2;

    private final int tightestBurst;
    private long since;
    private int arrivals;
    private double perSecond;

    Demand(int tightestBurst, long now) {
        this.tightestBurst = tightestBurst;
        this.since = now;
    }

    void arrived() {
        arrivals++;
    }

    /** Takes what came since the last sample into account. */
    void sample(long now) {
        long elapsed = now - since;
        if (elapsed < SHORTEST_SAMPLE) {
            return;
        }
        double recent = arrivals * (double) SECOND / elapsed;
        perSecond = elapsed >= SECOND ? recent : (perSecond + recent) / 2;
        since = now;
        arrivals = 0;
    }

    /** For how many tenths of a second tokens that are leased in advance should be usable. */
    int tenths() {
        return perSecond <= tightestBurst * SMALL_SHARE_OF_BURST ? 10 : 1;
    }

    /** How many tokens to lease in advance. */
    int ahead() {
        return perSecond < SLOW ? 0 : (int) Math.ceil(perSecond * tenths() / 20);
    }

    /** Whether so few tokens are left that the next ones should be on their way. */
    boolean isLow(int left) {
        return ahead() > 0 && left <= perSecond * tenths() / 40;
    }
}
