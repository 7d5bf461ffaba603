package dev.callsheet.gateway.limit;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The one place that knows how much of each limit is left, for all gateways. */
interface TokenStore {

    /** Takes tokens; fails when the store cannot be asked, and then may have taken them all the same. */
    CompletionStage<Grant> lease(Question question);

    /**
     * What is asked for.
     *
     * @param corrections for each window what to add to it first, if it still is the one that began at {@code since}
     * @param since in milliseconds since 1970
     * @param waiting tokens for requests that are waiting: as many as there are left
     * @param ahead tokens for requests to come: a fair share of what is left then
     * @param gateways among how many gateways that is shared
     * @param tenths for how many tenths of a second the tokens can be used
     * @param askedAt when it was asked, as of {@link System#nanoTime()}
     */
    record Question(
            Allowance allowance,
            List<Integer> corrections,
            List<Long> since,
            int waiting,
            int ahead,
            int gateways,
            int tenths,
            long askedAt) {}

    /**
     * What was given, and how the limits stand after it. Times are the store's, in milliseconds since 1970.
     *
     * @param moment when it was decided
     * @param used of each window
     * @param starts when each window began
     * @param outstanding of each burst
     * @param frees when some of each burst comes free
     */
    record Grant(
            int granted,
            long moment,
            List<Integer> used,
            List<Long> starts,
            List<Integer> outstanding,
            List<Long> frees) {}
}
