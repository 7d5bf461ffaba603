package dev.callsheet.gateway.entry;

import dev.callsheet.gateway.proxy.HeaderNames;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;

/**
 * The rules that a request's head must keep beyond being HTTP. Whatever two servers could read in two ways is refused
 * here, before anything is decided by it: which of two equal headers counts, where a body ends, whom a target names.
 */
final class RequestHead {

    static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final int MOST_HEADERS = 100;
    private static final String HOST_CHARACTERS = "-._~!$&'()*+,;=:[]%";

    /** Headers of which a second one would leave open which counts; credentials have refusals of their own. */
    private static final HeaderNames SINGLE = HeaderNames.of(
            "Host",
            "Content-Length",
            "Content-Type",
            "Content-Encoding",
            "Transfer-Encoding",
            "Expect",
            "Origin",
            "Idempotency-Key",
            "X-Idempotency-Key",
            "X-Request-ID",
            "X-Event-ID",
            "X-API-Version");

    private RequestHead() {}

    /** How many bytes the target and the headers have; throws where they break a rule. */
    static int check(HttpServerRequest request) {
        int size = request.uri().length();
        int count = 0;
        int seen = 0;
        for (var headers = HeaderNames.iterate(request.headers()); headers.hasNext(); ) {
            var header = headers.next();
            CharSequence name = header.getKey();
            size += name.length() + header.getValue().length() + 4;
            count++;
            if (name.isEmpty()) {
                throw malformed("There is a header without a name.");
            }
            int single = SINGLE.indexOf(name);
            int bit = single < 0 ? 0 : 1 << single;
            if ((seen & bit) != 0) {
                throw malformed("%s was sent more than once; send it once.".formatted(name));
            }
            seen |= bit;
        }
        if (count > MOST_HEADERS) {
            throw new ApiException(
                    ErrorCode.HEADERS_TOO_LARGE,
                    "There are %d headers; up to %d are accepted.".formatted(count, MOST_HEADERS));
        }
        if (request.version() != HttpVersion.HTTP_2) {
            checkHost(request);
            checkTransferEncoding(request);
        }
        checkContentEncoding(request);
        return size;
    }

    /** Whether a body may follow that the gateway and whoever is in front of it could see differently. */
    static boolean isFramingClear(HttpServerRequest request) {
        List<String> codings = request.version() == HttpVersion.HTTP_2
                ? List.of()
                : request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1
                        && codings.getFirst().equalsIgnoreCase("chunked")
                        && request.version() == HttpVersion.HTTP_1_1);
    }

    private static void checkTransferEncoding(HttpServerRequest request) {
        if (!isFramingClear(request)) {
            throw malformed("Transfer-Encoding must be 'chunked', once, and in HTTP/1.1.");
        }
    }

    private static void checkContentEncoding(HttpServerRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            String named = coding.matches("[A-Za-z0-9, -]{1,50}") ? "'" + coding + "'" : "that was sent";
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The Content-Encoding %s is not supported; send the body as it is.".formatted(named));
        }
    }

    private static void checkHost(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null) {
            if (request.version() == HttpVersion.HTTP_1_1) {
                throw malformed("Host is missing.");
            }
            return;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!isLetterOrDigit(c) && HOST_CHARACTERS.indexOf(c) < 0) {
                throw malformed("Host is malformed; it must be a name or an address, and may have a port.");
            }
        }
        String target = request.uri();
        if (!target.startsWith("/") && !target.equals("*") && !namesHost(target, host)) {
            throw malformed("The target names another host than Host does.");
        }
    }

    private static boolean namesHost(String target, String host) {
        int start = target.indexOf("://");
        if (start < 0) {
            return false;
        }
        int end = target.indexOf('/', start + 3);
        return target.substring(start + 3, end < 0 ? target.length() : end).equalsIgnoreCase(host);
    }

    private static ApiException malformed(String message) {
        return new ApiException(ErrorCode.VALIDATION_ERROR, message);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
