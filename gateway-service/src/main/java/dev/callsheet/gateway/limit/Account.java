package dev.callsheet.gateway.limit;

import dev.callsheet.gateway.limit.Allowance.Burst;
import dev.callsheet.gateway.limit.Allowance.Window;
import dev.callsheet.gateway.limit.TokenStore.Grant;
import dev.callsheet.gateway.limit.TokenStore.Question;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this gateway holds for one kind of request of one caller. At most one question to the store is under
 * way; requests that find no token wait for it together.
 *
 * <p>A token counts as used from the moment it is leased. What nobody has used when its lease lapses is given back with
 * the next question, so a limit is not only never exceeded but also given out to its last request.
 */
final class Account {

    private static final long MILLI = 1_000_000L;
    /** How long a gateway believes that a window is used up: another one may give back what it did not need. */
    private static final long REFUSAL_LIVES = 1_000 * MILLI;

    private static final long PAUSE_AFTER_SCARCITY = 50 * MILLI;

    private final Allowance allowance;
    private final Surroundings surroundings;
    private final CharSequence policies;
    private final Demand demand;
    private final Deque<Lease> leases = new ArrayDeque<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final int[] corrections;
    private final long[] since;
    private @Nullable Grant known;
    private @Nullable CompletableFuture<Status> statusAsked;
    private boolean asking;
    private int unspent;
    private boolean refusing;
    private long refusingUntil;
    private long aheadNotBefore;

    Account(Allowance allowance, Surroundings surroundings) {
        this.allowance = allowance;
        this.surroundings = surroundings;
        this.policies = allowance.policies();
        this.corrections = new int[allowance.windows().size()];
        this.since = new long[allowance.windows().size()];
        int tightest = allowance.bursts().stream().mapToInt(Burst::limit).min().orElse(Integer.MAX_VALUE);
        long now = surroundings.nanos().getAsLong();
        this.demand = new Demand(tightest, now);
        this.aheadNotBefore = now;
    }

    Allowance allowance() {
        return allowance;
    }

    /** Decides about one request; the stage is complete already unless the store has to be asked. */
    CompletionStage<Verdict> admit() {
        CompletableFuture<Verdict> verdict;
        Question question = null;
        synchronized (this) {
            long now = surroundings.nanos().getAsLong();
            demand.arrived();
            if (refusing && now - refusingUntil < 0) {
                return CompletableFuture.completedFuture(refusal());
            }
            Verdict withinShare = surroundings.recovering() && surroundings.storeAnswers() ? withinShare() : null;
            if (withinShare instanceof Verdict.Refused) {
                return CompletableFuture.completedFuture(withinShare);
            }
            if (takeToken(now)) {
                verdict = CompletableFuture.completedFuture(admission());
                if (!asking && now - aheadNotBefore >= 0 && surroundings.storeAnswers() && demand.isLow(unspent)) {
                    question = prepare(now, 0, true);
                }
            } else if (!surroundings.storeAnswers()) {
                return CompletableFuture.completedFuture(onOwnAccount(null));
            } else {
                verdict = new CompletableFuture<>();
                waiting.add(new Waiter(verdict, withinShare));
                if (!asking) {
                    question = prepare(now, waiting.size(), true);
                }
            }
        }
        ask(question);
        return verdict;
    }

    /** How the limits stand, without using any of them. */
    CompletionStage<Status> status() {
        CompletableFuture<Status> asked;
        Question question;
        synchronized (this) {
            if (statusAsked != null) {
                return statusAsked;
            }
            if (!surroundings.storeAnswers()) {
                return CompletableFuture.completedFuture(statusAlone());
            }
            asked = new CompletableFuture<>();
            statusAsked = asked;
            question = new Question(
                    allowance,
                    Collections.nCopies(corrections.length, 0),
                    Collections.nCopies(corrections.length, 0L),
                    0,
                    0,
                    surroundings.share().gateways(),
                    1,
                    surroundings.nanos().getAsLong());
        }
        surroundings.store().lease(question).whenComplete((grant, _) -> asked.complete(status(grant)));
        return asked;
    }

    private synchronized Status status(@Nullable Grant grant) {
        statusAsked = null;
        if (grant == null) {
            return statusAlone();
        }
        dropLapsed(surroundings.nanos().getAsLong());
        List<Integer> used = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < corrections.length; i++) {
            int owed = since[i] == grant.starts().get(i) ? corrections[i] : 0;
            used.add(Math.max(0, grant.used().get(i) - unspent + owed));
            ends.add(endOf(i, grant));
        }
        return new Status(allowance, used, ends, standing(grant));
    }

    private Status statusAlone() {
        long now = surroundings.clock().millis();
        return surroundings.ledger().status(allowance, policies, known, surroundings.share(), now);
    }

    /** Gives back what has lapsed. Returns whether there is anything left to look after. */
    boolean sweep() {
        Question question = null;
        boolean held;
        synchronized (this) {
            long now = surroundings.nanos().getAsLong();
            dropLapsed(now);
            boolean owing = isOwing();
            if (owing && !asking && surroundings.storeAnswers()) {
                question = prepare(now, 0, false);
            }
            held = owing || !leases.isEmpty();
        }
        ask(question);
        return held;
    }

    private boolean isOwing() {
        long now = surroundings.clock().millis();
        for (int i = 0; i < corrections.length; i++) {
            Window window = allowance.windows().get(i);
            if (corrections[i] != 0 && now < since[i] + window.seconds() * 1_000L) {
                return true;
            }
        }
        return false;
    }

    private Question prepare(long now, int forWaiting, boolean inAdvance) {
        asking = true;
        demand.sample(now);
        int ahead = inAdvance && now - aheadNotBefore >= 0 ? demand.ahead() : 0;
        Question question = new Question(
                allowance,
                Arrays.stream(corrections).boxed().toList(),
                Arrays.stream(since).boxed().toList(),
                forWaiting,
                ahead,
                surroundings.share().gateways(),
                ahead == 0 ? 1 : demand.tenths(),
                now);
        Arrays.fill(corrections, 0);
        return question;
    }

    private void ask(@Nullable Question question) {
        if (question != null) {
            surroundings.store().lease(question).whenComplete((grant, failure) -> answered(question, grant, failure));
        }
    }

    private void answered(Question question, @Nullable Grant grant, @Nullable Throwable failure) {
        List<Runnable> verdicts = new ArrayList<>();
        Question next = null;
        boolean holding;
        synchronized (this) {
            asking = false;
            if (grant == null) {
                surroundings.storeFailed(Objects.requireNonNull(failure, "a question has an answer or a failure"));
                decideAlone(question, verdicts);
            } else {
                surroundings.storeAnswered();
                take(question, grant, verdicts);
                if (!waiting.isEmpty()) {
                    next = prepare(surroundings.nanos().getAsLong(), waiting.size(), true);
                }
            }
            holding = !leases.isEmpty();
        }
        if (holding) {
            surroundings.holding(this);
        }
        verdicts.forEach(Runnable::run);
        ask(next);
    }

    /* Those who waited are served even if the lease has lapsed meanwhile: they were there when it was given. */
    private void take(Question question, Grant grant, List<Runnable> verdicts) {
        known = grant;
        long now = surroundings.nanos().getAsLong();
        if (question.ahead() > 0 && grant.granted() < question.waiting() + question.ahead()) {
            aheadNotBefore = now + PAUSE_AFTER_SCARCITY;
        }
        int left = grant.granted();
        unspent += left;
        for (int served = 0; served < question.waiting() && left > 0; served++) {
            left--;
            unspent--;
            tell(waiting.remove(), admission(), verdicts);
        }
        if (left > 0) {
            leases.add(new Lease(question.askedAt() + lifeOf(question, grant), grant.starts(), left));
            while (!waiting.isEmpty() && takeToken(now)) {
                tell(waiting.remove(), admission(), verdicts);
            }
        }
        refusing = grant.granted() < question.waiting();
        if (refusing) {
            refusingUntil = now + refusalLives(grant);
            while (!waiting.isEmpty()) {
                tell(waiting.remove(), refusal(), verdicts);
            }
        }
    }

    /* Whether the tokens were given or given back is not known, so both count as used; what was admitted is not lost. */
    private void decideAlone(Question question, List<Runnable> verdicts) {
        for (int i = 0; i < corrections.length; i++) {
            if (question.corrections().get(i) > 0) {
                correct(i, question.since().get(i), question.corrections().get(i));
            }
        }
        while (!waiting.isEmpty()) {
            Waiter waiter = waiting.remove();
            tell(waiter, onOwnAccount(waiter.withinShare), verdicts);
        }
    }

    private static void tell(Waiter waiter, Verdict verdict, List<Runnable> verdicts) {
        verdicts.add(() -> waiter.verdict.complete(verdict));
    }

    /* Counted from before the question was sent, hence over at the end of the first window at the latest. */
    private long lifeOf(Question question, Grant grant) {
        long millis = question.tenths() * 100L;
        for (int i = 0; i < grant.starts().size(); i++) {
            millis = Math.min(millis, endOf(i, grant) - grant.moment());
        }
        return millis * MILLI;
    }

    private long refusalLives(Grant grant) {
        long lives = 0;
        for (int i = 0; i < grant.used().size(); i++) {
            if (grant.used().get(i) >= allowance.windows().get(i).limit()) {
                lives = Math.max(lives, Math.min(REFUSAL_LIVES, (endOf(i, grant) - grant.moment()) * MILLI));
            }
        }
        for (int i = 0; i < grant.outstanding().size(); i++) {
            if (grant.outstanding().get(i) >= allowance.bursts().get(i).limit()) {
                lives = Math.max(lives, (grant.frees().get(i) - grant.moment()) * MILLI);
            }
        }
        return lives;
    }

    private boolean takeToken(long now) {
        dropLapsed(now);
        Lease lease = leases.peek();
        if (lease == null) {
            return false;
        }
        lease.tokens--;
        unspent--;
        if (lease.tokens == 0) {
            leases.remove();
        }
        return true;
    }

    private void dropLapsed(long now) {
        for (Lease lease = leases.peek(); lease != null && now - lease.lapsesAt >= 0; lease = leases.peek()) {
            leases.remove();
            unspent -= lease.tokens;
            for (int i = 0; i < corrections.length; i++) {
                correct(i, lease.starts.get(i), -lease.tokens);
            }
        }
    }

    private void correct(int window, long start, int amount) {
        if (start > since[window]) {
            since[window] = start;
            corrections[window] = 0;
        }
        if (start == since[window]) {
            corrections[window] += amount;
        }
    }

    /* Just after the store was away it does not know everything yet; what it grants beyond the share may not be there. */
    private Verdict withinShare() {
        return surroundings
                .ledger()
                .admit(
                        allowance,
                        policies,
                        null,
                        surroundings.share(),
                        surroundings.clock().millis());
    }

    private Verdict onOwnAccount(@Nullable Verdict withinShare) {
        long now = surroundings.clock().millis();
        Verdict verdict = withinShare != null
                ? withinShare
                : surroundings.ledger().admit(allowance, policies, known, surroundings.share(), now);
        if (verdict instanceof Verdict.Admitted) {
            for (int i = 0; i < corrections.length; i++) {
                correct(i, OutageLedger.startOf(allowance.windows().get(i), now), 1);
            }
            surroundings.holding(this);
        }
        return verdict;
    }

    private Verdict admission() {
        return new Verdict.Admitted(standing(known()));
    }

    private Verdict refusal() {
        return new Verdict.Refused(standing(known()));
    }

    private Grant known() {
        return Objects.requireNonNull(known, "tokens come from a grant");
    }

    private Standing standing(Grant grant) {
        long now = surroundings.clock().millis();
        Standing tightest = null;
        for (int i = 0; i < grant.used().size(); i++) {
            Window window = allowance.windows().get(i);
            int left = window.limit() - grant.used().get(i) + unspent;
            Standing standing =
                    Standing.of(allowance, policies, window.name(), window.limit(), left, now, endOf(i, grant));
            tightest = Standings.tighter(tightest, standing);
        }
        for (int i = 0; refusing && i < grant.outstanding().size(); i++) {
            Burst burst = allowance.bursts().get(i);
            if (grant.outstanding().get(i) >= burst.limit()) {
                Standing standing = Standing.of(
                        allowance,
                        policies,
                        burst.name(),
                        burst.limit(),
                        0,
                        now,
                        grant.frees().get(i));
                tightest = Standings.tighter(tightest, standing);
            }
        }
        return Objects.requireNonNull(tightest, "an allowance has a window");
    }

    private long endOf(int window, Grant grant) {
        return grant.starts().get(window) + allowance.windows().get(window).seconds() * 1_000L;
    }

    /**
     * A request that waits for the store.
     *
     * @param withinShare how it was counted against this gateway's share already, if it was
     */
    private record Waiter(
            CompletableFuture<Verdict> verdict, @Nullable Verdict withinShare) {}

    private static final class Lease {
        final long lapsesAt;
        final List<Long> starts;
        int tokens;

        Lease(long lapsesAt, List<Long> starts, int tokens) {
            this.lapsesAt = lapsesAt;
            this.starts = starts;
            this.tokens = tokens;
        }
    }
}
