package dev.callsheet.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.platform.web.cache.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What identity said about credentials, and for how long it can be repeated without asking again:
 *
 * <ul>
 *   <li>an answer younger than {@code refreshAfter} is served as it is;
 *   <li>while the revocation feed is heard, an older one is served and refreshed in the background;
 *   <li>while the feed is silent, it is checked with identity first;
 *   <li>when identity does not answer but the broker does, it is served: nobody can revoke without identity;
 *   <li>when neither answers, and always after {@code maximumAge}, nothing is served without identity.
 * </ul>
 *
 * <p>A revocation ends all of this at once. Callers that miss together share one question.
 */
public final class PrincipalCache {

    private static final int BACKGROUND_QUESTIONS = 64;
    private static final int ATTEMPTS_AGAINST_REVOCATIONS = 3;

    private final Settings settings;
    private final IdentityExchange identity;
    private final Revocations revocations;
    private final FeedState feed;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private final Cache<Credential.Digest, Entry> admitted;
    private final Cache<Credential.Digest, Outcome.Refused> refused;
    private final ConcurrentHashMap<Credential.Digest, CompletableFuture<Outcome>> questions =
            new ConcurrentHashMap<>();
    private final Counts counts = new Counts();

    public PrincipalCache(
            Settings settings,
            IdentityExchange identity,
            Revocations revocations,
            FeedState feed,
            InstantSource clock) {
        this.settings = settings;
        this.identity = identity;
        this.revocations = revocations;
        this.feed = feed;
        this.clock = clock;
        this.breaker = new CircuitBreaker(clock, settings.toleratedFailures(), settings.breakerPause());
        this.admitted = Caches.ofAtMost(settings.capacity())
                .expireAfterWrite(settings.maximumAge())
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
        /* Apart from the good ones, so that a flood of guesses cannot push those out. */
        this.refused = Caches.ofAtMost(settings.capacity())
                .expireAfterWrite(settings.refusalsLive())
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /**
     * How long answers are trusted.
     *
     * @param capacity how many principals are kept, and how many refusals
     * @param toleratedFailures after how many unanswered questions in a row identity counts as down
     * @param breakerPause how long it is left alone between attempts while it is down
     */
    public record Settings(
            long capacity,
            Duration refreshAfter,
            Duration maximumAge,
            Duration refusalsLive,
            int toleratedFailures,
            Duration breakerPause) {}

    /** What is known about a credential now. */
    public sealed interface Outcome {
        /** The caller is known. */
        record Admitted(Caller caller) implements Outcome {}

        /** The credential is no good. */
        record Refused(Answer.Reason reason, String message) implements Outcome {}

        /** Nobody can say. */
        record Unavailable() implements Outcome {}
    }

    /** How often an answer came from memory, was asked for, was refreshed, or served because identity was away. */
    public static final class Counts {
        public final LongAdder hits = new LongAdder();
        public final LongAdder misses = new LongAdder();
        public final LongAdder refreshes = new LongAdder();
        public final LongAdder fallbacks = new LongAdder();
    }

    public Counts counts() {
        return counts;
    }

    /** The outcome, without waiting where that is allowed; the stage is then already complete. */
    public CompletionStage<Outcome> authenticate(Credential credential) {
        Credential.Digest digest = credential.digest();
        Entry entry = admitted.getIfPresent(digest);
        if (entry == null || isOutdated(entry) || ageOf(entry) >= millis(settings.maximumAge())) {
            Outcome.Refused refusal = entry == null ? refused.getIfPresent(digest) : null;
            return refusal != null ? CompletableFuture.completedFuture(refusal) : miss(digest, credential);
        }
        if (isExpired(entry)) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(Answer.Reason.TOKEN_EXPIRED, "The credential has expired."));
        }
        if (ageOf(entry) < millis(settings.refreshAfter())) {
            return hit(entry);
        }
        if (feed.heard()) {
            refreshInBackground(digest, credential);
            return hit(entry);
        }
        if (breaker.isOpen()) {
            refreshInBackground(digest, credential);
            return fallBackTo(entry);
        }
        return ask(digest, credential)
                .thenCompose(outcome -> outcome instanceof Outcome.Unavailable
                        ? fallBackTo(entry)
                        : CompletableFuture.completedFuture(outcome));
    }

    private CompletionStage<Outcome> hit(Entry entry) {
        counts.hits.increment();
        return entry.outcome;
    }

    private CompletionStage<Outcome> miss(Credential.Digest digest, Credential credential) {
        counts.misses.increment();
        return ask(digest, credential);
    }

    /* Only what could not be checked comes here, so the entry may have been revoked while the question was out. */
    private CompletionStage<Outcome> fallBackTo(Entry entry) {
        if (feed.brokerHeard() && !isOutdated(entry)) {
            counts.fallbacks.increment();
            return entry.outcome;
        }
        return CompletableFuture.completedFuture(new Outcome.Unavailable());
    }

    private void refreshInBackground(Credential.Digest digest, Credential credential) {
        if (questions.size() < BACKGROUND_QUESTIONS && !questions.containsKey(digest)) {
            counts.refreshes.increment();
            ask(digest, credential);
        }
    }

    private CompletionStage<Outcome> ask(Credential.Digest digest, Credential credential) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> running = questions.putIfAbsent(digest, mine);
        if (running != null) {
            return running;
        }
        askIdentity(digest, credential, mine, ATTEMPTS_AGAINST_REVOCATIONS);
        return mine;
    }

    private void askIdentity(
            Credential.Digest digest, Credential credential, CompletableFuture<Outcome> asked, int attempts) {
        if (!breaker.admits()) {
            finish(digest, asked, new Outcome.Unavailable());
            return;
        }
        long heard = revocations.heard();
        long since = clock.millis();
        identity.ask(credential).whenComplete((answer, failure) -> {
            if (answer instanceof Answer.Admitted(Admission admission)) {
                breaker.succeeded();
                Entry entry = new Entry(admission, heard, since);
                if (!isOutdated(entry)) {
                    refused.invalidate(digest);
                    admitted.put(digest, entry);
                    finish(digest, asked, entry.admitted);
                } else if (attempts > 1) {
                    askIdentity(digest, credential, asked, attempts - 1);
                } else {
                    finish(digest, asked, new Outcome.Unavailable());
                }
            } else if (answer instanceof Answer.Refused(Answer.Reason reason, String message)) {
                breaker.succeeded();
                Outcome.Refused refusal = new Outcome.Refused(reason, message);
                admitted.invalidate(digest);
                refused.put(digest, refusal);
                finish(digest, asked, refusal);
            } else {
                breaker.failed();
                finish(digest, asked, new Outcome.Unavailable());
            }
        });
    }

    /* Out of the map first: whoever comes after the answer must not be given one that may be outdated by then. */
    private void finish(Credential.Digest digest, CompletableFuture<Outcome> asked, Outcome outcome) {
        questions.remove(digest, asked);
        asked.complete(outcome);
    }

    private boolean isOutdated(Entry entry) {
        long heard = revocations.heard();
        if (entry.currentAt == heard) {
            return false;
        }
        Principal principal = entry.admitted.caller().principal();
        boolean outdated = revocations.outdated(
                entry.askedAt, principal.credentialId(), principal.userId(), principal.organizationId());
        if (!outdated) {
            entry.currentAt = heard;
        }
        return outdated;
    }

    private boolean isExpired(Entry entry) {
        Instant expiresAt = entry.admitted.caller().principal().expiresAt();
        return expiresAt != null && clock.millis() >= expiresAt.toEpochMilli();
    }

    private long ageOf(Entry entry) {
        return clock.millis() - entry.since;
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static final class Entry {
        final Outcome.Admitted admitted;
        final CompletionStage<Outcome> outcome;
        /** Revocations heard when the question was asked. */
        final long askedAt;
        /** When the question was asked: the answer may be as old as that. */
        final long since;
        /** Up to which revocation the answer is known to be current: saves the look-ups while nothing is revoked. */
        volatile long currentAt;

        Entry(Admission admission, long askedAt, long since) {
            this.admitted = new Outcome.Admitted(new Caller(admission));
            this.outcome = CompletableFuture.completedFuture(admitted);
            this.askedAt = askedAt;
            this.since = since;
            this.currentAt = askedAt;
        }
    }
}
