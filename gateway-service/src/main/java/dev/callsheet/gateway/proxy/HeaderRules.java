package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.connection.ConnectionGuard;
import dev.callsheet.platform.web.request.RequestId;
import dev.callsheet.platform.web.security.InternalTokens;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which headers cross the gateway. Those of one connection stay on it, in both directions, also the ones that
 * {@code Connection} names (RFC 9110, 7.6.1). A credential never travels upstream, and nothing that claims to come from
 * Callsheet itself is taken from a client.
 */
public final class HeaderRules {

    private static final String INTERNAL_PREFIX = "x-callsheet-";

    private static final HeaderNames HOP_BY_HOP = HeaderNames.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private static final HeaderNames NOT_FORWARDED = HOP_BY_HOP.and(
            "authorization",
            "cookie",
            "host",
            "expect",
            "x-organization-id",
            "x-request-id",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-real-ip",
            "forwarded");

    /** What the gateway says itself; which pages may read an answer is nothing that a service decides. */
    private static final HeaderNames NOT_ANSWERED = HOP_BY_HOP.and(
            "server",
            "x-request-id",
            "date",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers");

    /** {@link RequestId#HEADER} with its hash known already. */
    public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);

    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence INTERNAL_TOKEN = HttpHeaders.createOptimized(InternalTokens.HEADER);
    private static final CharSequence HTTP = HttpHeaders.createOptimized("http");
    private static final CharSequence HTTPS = HttpHeaders.createOptimized("https");

    private HeaderRules() {}

    /**
     * Adds what is to be sent upstream; of the client's address only what can be believed, so that services may.
     *
     * @param forwarded headers of a request that has none yet
     */
    static void forRequest(HttpServerRequest request, Errand errand, MultiMap forwarded) {
        copy(request.headers(), forwarded, NOT_FORWARDED);
        forwarded.add(REQUEST_ID, errand.requestId());
        forwarded.add(FORWARDED_FOR, errand.client().address().text());
        forwarded.add(FORWARDED_PROTO, errand.client().overTls() ? HTTPS : HTTP);
        String host = ConnectionGuard.of(request).authorityOf(request);
        if (host != null) {
            forwarded.add(FORWARDED_HOST, host);
        }
        if (errand.internalToken() != null) {
            forwarded.add(INTERNAL_TOKEN, errand.internalToken());
        }
    }

    /** Makes of a client's headers those that a resource of the gateway's own may see. */
    public static void forOwn(MultiMap headers, String requestId, CharSequence internalToken) {
        for (String name : List.copyOf(headers.names())) {
            if (isInternal(name) || name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("cookie")) {
                headers.remove(name);
            }
        }
        headers.set(REQUEST_ID, requestId);
        headers.set(INTERNAL_TOKEN, internalToken);
    }

    /** Adds what an upstream answered to the answer for the client. */
    public static void forResponse(MultiMap upstream, MultiMap answer) {
        copy(upstream, answer, NOT_ANSWERED);
    }

    private static void copy(MultiMap from, MultiMap to, HeaderNames withheld) {
        Set<String> named = namedByConnection(from);
        for (var headers = HeaderNames.iterate(from); headers.hasNext(); ) {
            Map.Entry<? extends CharSequence, ? extends CharSequence> header = headers.next();
            CharSequence name = header.getKey();
            boolean stays = withheld.contains(name)
                    || isInternal(name)
                    || (!named.isEmpty() && named.contains(name.toString().toLowerCase(Locale.ROOT)));
            if (!stays) {
                to.add(name, header.getValue());
            }
        }
    }

    private static boolean isInternal(CharSequence name) {
        return name.length() >= INTERNAL_PREFIX.length()
                && AsciiString.regionMatches(name, true, 0, INTERNAL_PREFIX, 0, INTERNAL_PREFIX.length());
    }

    /* A length must not be taken away this way: the body would then end where the sender says, not where it does. */
    private static Set<String> namedByConnection(MultiMap headers) {
        List<String> connection = headers.getAll(HttpHeaders.CONNECTION);
        boolean nothing = connection.isEmpty()
                || (connection.size() == 1 && connection.getFirst().equalsIgnoreCase("keep-alive"));
        if (nothing) {
            return Set.of();
        }
        return connection.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals("content-length"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
