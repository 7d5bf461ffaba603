package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.client.ClientAddress;
import dev.callsheet.platform.web.request.RequestId;
import dev.callsheet.platform.web.security.InternalTokens;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which headers cross the gateway. Those of one connection stay on it, in both directions, also the ones that
 * {@code Connection} names (RFC 9110, 7.6.1). A credential never travels upstream, and nothing that claims to come from
 * Callsheet itself is taken from a client.
 */
public final class HeaderRules {

    private static final String INTERNAL_PREFIX = "x-callsheet-";

    private static final Set<String> HOP_BY_HOP = Set.of(
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

    private static final Set<String> NOT_FORWARDED = withHopByHop(
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
    private static final Set<String> NOT_ANSWERED = withHopByHop(
            "server",
            "x-request-id",
            "date",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers");

    private HeaderRules() {}

    /**
     * Adds what is to be sent upstream; of the client's address only what can be believed, so that services may.
     *
     * @param forwarded headers of a request that has none yet
     */
    static void forRequest(
            HttpServerRequest request,
            ClientAddress clients,
            String requestId,
            @Nullable String internalToken,
            MultiMap forwarded) {
        copy(request.headers(), forwarded, NOT_FORWARDED);
        forwarded.add(RequestId.HEADER, requestId);
        forwarded.add("X-Forwarded-For", clients.of(request).getHostAddress());
        forwarded.add("X-Forwarded-Proto", clients.isOverTls(request) ? "https" : "http");
        String host = request.authority() == null ? null : request.authority().toString();
        if (host != null) {
            forwarded.add("X-Forwarded-Host", host);
        }
        if (internalToken != null) {
            forwarded.add(InternalTokens.HEADER, internalToken);
        }
    }

    /** Makes of a client's headers those that a resource of the gateway's own may see. */
    public static void forOwn(MultiMap headers, String requestId, String internalToken) {
        for (String name : List.copyOf(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(INTERNAL_PREFIX) || lower.equals("authorization") || lower.equals("cookie")) {
                headers.remove(name);
            }
        }
        headers.set(RequestId.HEADER, requestId);
        headers.set(InternalTokens.HEADER, internalToken);
    }

    /** Adds what an upstream answered to the answer for the client. */
    public static void forResponse(MultiMap upstream, MultiMap answer) {
        copy(upstream, answer, NOT_ANSWERED);
    }

    private static Set<String> withHopByHop(String... further) {
        return Stream.concat(HOP_BY_HOP.stream(), Stream.of(further)).collect(Collectors.toUnmodifiableSet());
    }

    private static void copy(MultiMap from, MultiMap to, Set<String> withheld) {
        Set<String> named = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean stays = withheld.contains(name) || name.startsWith(INTERNAL_PREFIX) || named.contains(name);
            if (!stays) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /* A length must not be taken away this way: the body would then end where the sender says, not where it does. */
    private static Set<String> namedByConnection(MultiMap headers) {
        List<String> values = headers.getAll(HttpHeaders.CONNECTION);
        if (values.isEmpty()) {
            return Set.of();
        }
        List<String> names = new ArrayList<>();
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                String lower = name.strip().toLowerCase(Locale.ROOT);
                if (!lower.isEmpty() && !lower.equals("content-length")) {
                    names.add(lower);
                }
            }
        }
        return Set.copyOf(names);
    }
}
