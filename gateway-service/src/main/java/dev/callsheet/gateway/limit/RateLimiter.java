package dev.callsheet.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.RateLimit;
import dev.callsheet.gateway.presence.Presence;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.platform.web.cache.Caches;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides about requests of known callers: exactly while the store answers, by this gateway's share while it does not. */
public final class RateLimiter implements Surroundings {

    private static final Logger LOG = Logger.getLogger(RateLimiter.class);
    private static final int CAPACITY = 100_000;
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);
    private static final int TOLERATED_FAILURES = 3;
    /** Until then every gateway has noticed that the store is back, and told it what it owes. */
    private static final long RECOVERY = Duration.ofSeconds(5).toNanos();

    private static final CompletionStage<Verdict> UNLIMITED =
            CompletableFuture.completedFuture(new Verdict.Unlimited());

    private final Allowances allowances;
    private final TokenStore store;
    private final StoreClock clock;
    private final LongSupplier nanos;
    private final OutageLedger ledger = new OutageLedger();
    private final Cache<AccountKey, Entry> accounts =
            Caches.ofAtMost(CAPACITY).expireAfterAccess(FORGET_AFTER).build();
    private final Set<Account> holding = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final Counts counts = new Counts();
    private volatile Share share;
    private volatile long recoveringSince;
    private volatile @Nullable OffsetDateTime heardAt;
    private volatile long heardAgainSince;

    RateLimiter(
            Allowances allowances, TokenStore store, InstantSource clock, LongSupplier nanos, int expectedGateways) {
        this.allowances = allowances;
        this.store = store;
        this.clock = new StoreClock(clock);
        this.nanos = nanos;
        /* Until the database has told: nobody knows which of them this one is, so each takes the last place. */
        this.share = new Share(expectedGateways, expectedGateways - 1);
        long now = nanos.getAsLong();
        this.recoveringSince = now - RECOVERY;
        this.heardAgainSince = now - RECOVERY;
    }

    /** How often the store was asked for tokens, and how often it did not answer. */
    public static final class Counts {
        public final LongAdder leases = new LongAdder();
        public final LongAdder failures = new LongAdder();
    }

    public Counts counts() {
        return counts;
    }

    /** Counts one request, or refuses it; the stage is complete already unless the store has to be asked. */
    public CompletionStage<Verdict> admit(Admission admission, EndpointClass endpoints) {
        Account account = account(admission, endpoints);
        return account == null ? UNLIMITED : account.admit();
    }

    /** How a caller stands, without counting the question; null for one to whom no limit applies. */
    @Nullable CompletionStage<Status> status(Admission admission) {
        Account account = account(admission, EndpointClass.NONE);
        return account == null ? null : account.status();
    }

    /** Gives back what was leased and not needed. To be called a few times a second. */
    public void sweep() {
        for (Account account : List.copyOf(holding)) {
            /* In this order: what is leased meanwhile puts the account back. */
            holding.remove(account);
            if (account.sweep()) {
                holding.add(account);
            }
        }
    }

    /** The database told who is there and what time it is. */
    public void heard(Presence.Heard heard) {
        clock.heard(heard.now().toInstant().toEpochMilli());
        if (failures.getAndSet(0) >= TOLERATED_FAILURES) {
            recoveringSince = nanos.getAsLong();
            LOG.info("The database answers again: limits are exact over all gateways");
        }
        long now = nanos.getAsLong();
        OffsetDateTime before = heardAt;
        heardAt = heard.now();
        /* By the clock that decides who is gone: that of a machine which is held up may stand still. */
        if (before != null && Duration.between(before, heard.now()).toNanos() >= RECOVERY) {
            heardAgainSince = now;
        }
        /* Gateways that have not told yet that they are there are not gone: what they admitted alone is unknown, too. The
        same goes after a silence that was no failure: what has held up this gateway's sign of life may have theirs. */
        boolean mayBeGone = !recovering() && now - heardAgainSince >= RECOVERY;
        if (mayBeGone || heard.gateways() >= share.gateways()) {
            share = new Share(heard.gateways(), heard.rank());
        }
    }

    private @Nullable Account account(Admission admission, EndpointClass endpoints) {
        EndpointClass apart = allowances.isApart(endpoints) ? endpoints : EndpointClass.NONE;
        Principal principal = admission.principal();
        UUID who = !Allowances.isKey(principal) && principal.userId() != null
                ? principal.userId()
                : principal.credentialId();
        AccountKey key = new AccountKey(who, principal.organizationId(), apart);
        Entry entry = accounts.getIfPresent(key);
        if (entry == null || !entry.isOf(admission)) {
            Allowance allowance = allowances.of(admission, apart);
            entry = new Entry(
                    admission.limit(), admission.planLimit(), allowance == null ? null : new Account(allowance, this));
            accounts.put(key, entry);
        }
        return entry.account;
    }

    @Override
    public LongSupplier nanos() {
        return nanos;
    }

    @Override
    public StoreClock clock() {
        return clock;
    }

    @Override
    public TokenStore store() {
        return store;
    }

    @Override
    public OutageLedger ledger() {
        return ledger;
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public boolean storeAnswers() {
        return failures.get() < TOLERATED_FAILURES;
    }

    @Override
    public boolean recovering() {
        return nanos.getAsLong() - recoveringSince < RECOVERY;
    }

    @Override
    public void storeAnswered() {
        counts.leases.increment();
        if (failures.get() < TOLERATED_FAILURES) {
            failures.set(0);
        }
    }

    @Override
    public void storeFailed(Throwable reason) {
        counts.failures.increment();
        recoveringSince = nanos.getAsLong();
        LOG.debugf("A lease failed: %s", reason.toString());
        if (failures.incrementAndGet() == TOLERATED_FAILURES) {
            LOG.warnf("The database does not answer: this gateway admits 1/%d of each limit", share.gateways());
        }
    }

    @Override
    public void holding(Account account) {
        holding.add(account);
    }

    private record AccountKey(UUID who, UUID organizationId, EndpointClass endpoints) {}

    /** An account with the numbers that it was made of; other ones make another account. */
    private record Entry(
            @Nullable RateLimit limit,
            @Nullable RateLimit planLimit,
            @Nullable Account account) {
        boolean isOf(Admission admission) {
            return Objects.equals(limit, admission.limit()) && Objects.equals(planLimit, admission.planLimit());
        }
    }
}
