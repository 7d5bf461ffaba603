package dev.callsheet.identity.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import dev.callsheet.platform.web.cache.Caches;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of outside issuers, kept in memory. Fresh ones are used as they are; older ones are used while they are
 * fetched anew behind the request, for a day if the issuer does not answer. However many tokens come in, an issuer is
 * asked no more often than the setting says.
 */
@ApplicationScoped
class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final long MOST = 10_000;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<String, Entry> entries;
    private final IssuerHttp http;
    private final IssuerSettings settings;

    IssuerKeys(IssuerHttp http, IssuerSettings settings) {
        this.http = http;
        this.settings = settings;
        this.entries =
                Caches.ofAtMost(MOST).expireAfterAccess(settings.keysKept()).build();
    }

    /**
     * The keys at the URL.
     *
     * <p>Fails with {@link IssuerUnreadableException} when there are none and none can be had in time.
     */
    Uni<KeySet> at(String url) {
        Entry entry = entries.get(url, Entry::new);
        KeySet held = entry.keysYoungerThan(settings.keysKept());
        if (held == null) {
            return awaited(entry.fetch());
        }
        if (entry.keysYoungerThan(settings.keysFresh()) == null) {
            entry.refresh();
        }
        return Uni.createFrom().item(held);
    }

    /** The keys at the URL as they are now, for a token whose key is not among those held. */
    Uni<KeySet> fetchedAnew(String url) {
        return awaited(entries.get(url, Entry::new).fetch());
    }

    /* Several requests may wait for one fetch; each goes on in a context of its own. */
    private Uni<KeySet> awaited(CompletableFuture<KeySet> fetch) {
        Context caller = Objects.requireNonNull(Vertx.currentContext(), "Keys are asked for by a request.");
        return Uni.createFrom()
                .completionStage(fetch::copy)
                .ifNoItem()
                .after(settings.patience())
                .failWith(() -> new IssuerUnreadableException("has not answered yet"))
                .emitOn(step -> caller.runOnContext(resumed -> step.run()));
    }

    private final class Entry {

        private final String url;
        private @Nullable KeySet keys;
        private long fetchedAt;
        private long askedAt;
        private @Nullable CompletableFuture<KeySet> last;

        Entry(String url) {
            this.url = url;
        }

        synchronized @Nullable KeySet keysYoungerThan(Duration age) {
            return keys != null && System.nanoTime() - fetchedAt < age.toNanos() ? keys : null;
        }

        /** The fetch under way, or the last one while it is too early for another. */
        synchronized CompletableFuture<KeySet> fetch() {
            CompletableFuture<KeySet> current = last;
            if (current == null
                    || (current.isDone()
                            && System.nanoTime() - askedAt
                                    >= settings.betweenFetches().toNanos())) {
                askedAt = System.nanoTime();
                current = CompletableFuture.supplyAsync(() -> KeySet.read(http.get(url)), threads);
                last = current.whenComplete(this::keep);
                current = last;
            }
            return current;
        }

        /** Begins a fetch that nobody waits for. */
        synchronized void refresh() {
            last = fetch();
        }

        private synchronized void keep(@Nullable KeySet fetched, @Nullable Throwable failure) {
            if (fetched != null) {
                keys = fetched;
                fetchedAt = System.nanoTime();
            } else {
                LOG.infof("The keys of an outside issuer cannot be fetched: %s %s", url, failure);
            }
        }
    }
}
