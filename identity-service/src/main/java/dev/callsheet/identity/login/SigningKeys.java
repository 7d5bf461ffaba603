package dev.callsheet.identity.login;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign and verify access tokens, as the database has them. They are kept in memory for moments, so that a
 * revoked key stops working at every instance within {@link #FORGOTTEN_AFTER}, and read again when a token names one
 * that is not known.
 */
@ApplicationScoped
class SigningKeys {

    /** When every instance has read its keys again, with room for the reading itself. */
    static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(6);

    private static final Duration FRESH = Duration.ofSeconds(2);
    /** Served on while one request reads anew; older ones wait for the database. */
    private static final Duration STALE = Duration.ofSeconds(4);
    /** Tokens with invented key ids must not turn into a query each. */
    private static final Duration BETWEEN_MISSES = Duration.ofSeconds(1);
    /**
     * How long after its retirement a key may have to verify: the life of a token that was signed by an instance that
     * had not heard of it yet, and a minute for clocks.
     */
    private static final Duration VERIFIED_FOR =
            AccessTokens.LIFETIME.plus(STALE).plus(Duration.ofMinutes(1));

    private final SigningKeyStore store;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Loaded loaded;

    SigningKeys(SigningKeyStore store) {
        this.store = store;
    }

    /** The key that signs now; the first one is made at first need. */
    Uni<SigningKey> active() {
        return current()
                .chain(keys -> activeOf(keys)
                        .map(key -> Uni.createFrom().item(key))
                        .orElseGet(() -> store.createFirst().invoke(this::forget)));
    }

    /** Every key whose tokens may still be valid, and the one that will sign next. */
    Uni<List<SigningKey>> published() {
        return active().chain(this::current);
    }

    /** The key of that id; empty for one that nobody knows or trusts. */
    Uni<Optional<SigningKey>> find(String id) {
        return current().chain(keys -> {
            Optional<SigningKey> known = byId(keys, id);
            return known.isPresent() || !mayAskAgain()
                    ? Uni.createFrom().item(known)
                    : load().map(fresh -> byId(fresh, id));
        });
    }

    /** Reads the keys anew at the next need. */
    void forget() {
        loaded = null;
    }

    private Uni<List<SigningKey>> current() {
        Loaded held = loaded;
        if (held != null && held.youngerThan(FRESH)) {
            return Uni.createFrom().item(held.keys());
        }
        if (held == null || !held.youngerThan(STALE)) {
            return load();
        }
        return reading.compareAndSet(false, true)
                ? load().onTermination().invoke(() -> reading.set(false))
                : Uni.createFrom().item(held.keys());
    }

    private boolean mayAskAgain() {
        Loaded held = loaded;
        return held == null || !held.youngerThan(BETWEEN_MISSES);
    }

    private Uni<List<SigningKey>> load() {
        Loaded held = loaded;
        long asked = System.nanoTime();
        SigningKey known = held == null ? null : activeOf(held.keys()).orElse(null);
        return store.listPublished(VERIFIED_FOR, known).invoke(keys -> loaded = new Loaded(keys, asked));
    }

    private static Optional<SigningKey> activeOf(List<SigningKey> keys) {
        return keys.stream().filter(SigningKey::active).findFirst();
    }

    private static Optional<SigningKey> byId(List<SigningKey> keys, String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Keys with the moment at which they were asked for, which is no later than that of the answer's truth. */
    private record Loaded(List<SigningKey> keys, long atNanos) {
        boolean youngerThan(Duration age) {
            return System.nanoTime() - atNanos < age.toNanos();
        }
    }
}
