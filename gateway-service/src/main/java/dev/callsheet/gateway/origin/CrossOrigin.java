package dev.callsheet.gateway.origin;

import dev.callsheet.contracts.identity.Admission;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Tells browsers whose pages may ask, and whose may read the answer. */
public final class CrossOrigin {

    private static final CharSequence METHODS =
            HttpHeaders.createOptimized("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    private static final CharSequence REQUEST_HEADERS =
            HttpHeaders.createOptimized("Authorization, Content-Type, Accept,"
                    + " If-Match, If-None-Match, X-Request-ID, X-Idempotency-Key, Idempotency-Key, X-Organization-ID, X-Event-ID,"
                    + " X-API-Version");
    private static final CharSequence ANSWER_HEADERS = HttpHeaders.createOptimized("X-Request-ID, ETag, Location,"
            + " Retry-After, Allow, Idempotency-Replayed, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset,"
            + " X-RateLimit-Tier, RateLimit, RateLimit-Policy, X-API-Version, Deprecation, Sunset, Link");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final CharSequence TEN_MINUTES = HttpHeaders.createOptimized("600");
    private static final CharSequence EXPOSE_HEADERS = HttpHeaders.createOptimized("Access-Control-Expose-Headers");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

    private final KnownOrigins known;

    public CrossOrigin(KnownOrigins known) {
        this.known = known;
    }

    /** Whether a browser asks beforehand what it may send; such a request carries no credential. */
    public static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /**
     * Answers a preflight. Whose credential will follow is not known yet, so the page may go on when any organization has
     * registered its origin; what it may read is decided with the answer itself.
     */
    public void answerPreflight(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.setStatusCode(204);
        if (known.contains(request.getHeader(HttpHeaders.ORIGIN))) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
        }
        response.end();
        request.resume();
    }

    /**
     * Completes the head of an answer.
     *
     * @param admission of the caller; null where none is known, as on open routes and for refused credentials
     */
    public void complete(HttpServerRequest request, @Nullable Admission admission) {
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return;
        }
        boolean readable = admission == null
                ? known.contains(origin)
                : admission.corsOrigins().contains(origin);
        if (readable) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
            headers.set(EXPOSE_HEADERS, ANSWER_HEADERS);
        }
    }
}
