package dev.callsheet.gateway.memory;

import com.github.benmanes.caffeine.cache.Caffeine;

/** Where the gateway's caches come from. */
public final class Caches {

    private Caches() {}

    /**
     * A cache of at most so many entries that tidies up on the thread that uses it. That is a few microseconds now and then;
     * by default it would wake a thread of the common pool every few requests.
     */
    public static Caffeine<Object, Object> ofAtMost(long entries) {
        return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run);
    }
}
