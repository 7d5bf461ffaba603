package dev.callsheet.gateway.limit;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Where a caller stands with the limit that is closest to being used up. Both styles of headers and {@code Retry-After}
 * are written from it, so they cannot disagree.
 *
 * @param policies all limits of the caller, as in {@code RateLimit-Policy}
 * @param name what the limit is called among them
 * @param remaining how many more requests it admits before it begins anew
 * @param resetsAt when it begins anew, in seconds since 1970
 * @param resetsIn how many seconds that is from now, rounded up
 */
public record Standing(
        String tier, CharSequence policies, String name, int limit, int remaining, long resetsAt, long resetsIn) {

    private static final CharSequence LIMIT = HttpHeaders.createOptimized("X-RateLimit-Limit");
    private static final CharSequence REMAINING = HttpHeaders.createOptimized("X-RateLimit-Remaining");
    private static final CharSequence RESET = HttpHeaders.createOptimized("X-RateLimit-Reset");
    private static final CharSequence TIER = HttpHeaders.createOptimized("X-RateLimit-Tier");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

    /** A standing from the milliseconds since 1970 of now and of the limit's next beginning. */
    static Standing of(
            Allowance allowance, CharSequence policies, String name, int limit, int remaining, long now, long end) {
        long left = Math.max(1, (end - now + 999) / 1_000);
        return new Standing(
                allowance.tier(), policies, name, limit, Math.clamp(remaining, 0, limit), now / 1_000 + left, left);
    }

    /** Adds {@code X-RateLimit-*} (Sector Pro 6.2) and the fields of draft-ietf-httpapi-ratelimit-headers. */
    public void writeTo(MultiMap headers) {
        headers.set(LIMIT, Integer.toString(limit));
        headers.set(REMAINING, Integer.toString(remaining));
        headers.set(RESET, Long.toString(resetsAt));
        headers.set(TIER, tier);
        headers.set(POLICY, policies);
        headers.set(STATE, "\"" + name + "\";r=" + remaining + ";t=" + resetsIn);
    }
}
