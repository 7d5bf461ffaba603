package dev.callsheet.platform.web.cache;

import com.github.benmanes.caffeine.cache.Caffeine;

/** Where caches on the path of a request come from. */
public final class Caches {

    private Caches() {}

    /**
     * A cache of at most so many entries that tidies up on the thread that uses it: by default it would wake a thread of the
     * common pool every few requests. It has no loader or listener that may wait. What a flood has left behind goes with the
     * next use after it has expired, which for 100,000 entries takes some ten milliseconds.
     */
    public static Caffeine<Object, Object> ofAtMost(long entries) {
        return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run);
    }
}
