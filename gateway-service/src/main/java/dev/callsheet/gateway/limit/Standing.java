package dev.callsheet.gateway.limit;

import io.vertx.core.MultiMap;

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
        String tier, String policies, String name, int limit, int remaining, long resetsAt, long resetsIn) {

    /** A standing from the milliseconds since 1970 of now and of the limit's next beginning. */
    static Standing of(
            Allowance allowance, String policies, String name, int limit, int remaining, long now, long end) {
        long left = Math.max(1, (end - now + 999) / 1_000);
        return new Standing(
                allowance.tier(), policies, name, limit, Math.clamp(remaining, 0, limit), now / 1_000 + left, left);
    }

    /** Adds {@code X-RateLimit-*} (Sector Pro 6.2) and the fields of draft-ietf-httpapi-ratelimit-headers. */
    public void writeTo(MultiMap headers) {
        headers.set("X-RateLimit-Limit", Integer.toString(limit));
        headers.set("X-RateLimit-Remaining", Integer.toString(remaining));
        headers.set("X-RateLimit-Reset", Long.toString(resetsAt));
        headers.set("X-RateLimit-Tier", tier);
        headers.set("RateLimit-Policy", policies);
        headers.set("RateLimit", "\"" + name + "\";r=" + remaining + ";t=" + resetsIn);
    }
}
