package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.document.ApiVersions;
import dev.callsheet.gateway.document.Deprecations;
import dev.callsheet.gateway.routing.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every answer says about how it may be used, whoever gave it. It is written last, so no service can say
 * otherwise.
 */
final class AnswerHeaders {

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");

    private final ApiVersions versions;
    private final Deprecations deprecations;
    private final @Nullable CharSequence transportSecurity;

    AnswerHeaders(Duration transportSecurity, ApiVersions versions, Deprecations deprecations) {
        this.versions = versions;
        this.deprecations = deprecations;
        this.transportSecurity = transportSecurity.isPositive()
                ? HttpHeaders.createOptimized("max-age=" + transportSecurity.toSeconds())
                : null;
    }

    void complete(HttpServerRequest request, Client client, Route route) {
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(CONTENT_SECURITY_POLICY, NOTHING);
        headers.set(ApiVersions.HEADER, versions.answering(request.headers().get(ApiVersions.HEADER)));
        deprecations.announce(request.method().name(), route, headers);
        if (transportSecurity != null && client.overTls()) {
            headers.set(TRANSPORT_SECURITY, transportSecurity);
        }
        if (mustNotBeKept(request, response, route)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        } else if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, PRIVATE);
        }
    }

    /* What a read found may be kept by its reader, to be asked for again with If-None-Match; nothing else may. */
    private static boolean mustNotBeKept(HttpServerRequest request, HttpServerResponse response, Route route) {
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return !read || response.getStatusCode() >= 400 || route.secret();
    }
}
