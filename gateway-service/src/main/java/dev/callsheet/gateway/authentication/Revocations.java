package dev.callsheet.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.callsheet.platform.web.cache.Caches;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * When each credential, user and organization last changed, counted in revocations heard. An answer is outdated when
 * its subject changed after the question was asked; so a revocation that overtakes the answer to a question already on
 * its way is not lost, and the cache needs no index by subject.
 *
 * <p>What is forgotten here for want of room counts as revoked.
 */
public final class Revocations {

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong floor = new AtomicLong();
    private final Cache<UUID, Long> changed;

    /** @param answersLive how long an answer is kept at most: nothing older needs to be remembered */
    public Revocations(long capacity, Duration answersLive) {
        this.changed = Caches.ofAtMost(capacity)
                .expireAfterWrite(answersLive.multipliedBy(2))
                .<UUID, Long>evictionListener((_, at, cause) -> {
                    if (cause == RemovalCause.SIZE && at != null) {
                        floor.accumulateAndGet(at, Math::max);
                    }
                })
                .build();
    }

    /** The number of revocations heard: taken before asking, and kept with the answer. */
    public long heard() {
        return count.get();
    }

    /** The credential, user or organization of that id is not what it was. */
    public synchronized void revoke(UUID id) {
        /* The entry first: whoever reads the new number also finds the entry that it counts. */
        changed.put(id, count.get() + 1);
        count.incrementAndGet();
    }

    /** Something may have been missed: every answer to a question asked before now is outdated. */
    public synchronized void revokeEverything() {
        floor.set(count.get() + 1);
        count.incrementAndGet();
    }

    /** Whether an answer about these subjects, to a question asked at {@code askedAt}, can no longer be used. */
    boolean outdated(long askedAt, UUID credential, @Nullable UUID user, UUID organization) {
        return askedAt < floor.get()
                || isAfter(askedAt, credential)
                || isAfter(askedAt, organization)
                || (user != null && isAfter(askedAt, user));
    }

    private boolean isAfter(long askedAt, UUID id) {
        Long at = changed.getIfPresent(id);
        return at != null && at > askedAt;
    }
}
