package dev.callsheet.gateway.proxy;

import dev.callsheet.gateway.routing.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is compressed. Only gzip: it is what the JDK has without native code of ours, and what every client
 * takes. Answers that hold credentials are not: see {@link Route#secret}.
 */
public final class Compression {

    /** Below, the head and the effort outweigh what is saved. */
    private static final int LEAST = 1_024;

    private static final String GZIP = "gzip";

    private Compression() {}

    /**
     * Decides by the heads of request and answer, and changes the answer's head accordingly.
     *
     * @param length of the answer's body; negative where it is not known
     */
    static boolean apply(HttpServerRequest request, Route route, int status, MultiMap answer, long length) {
        if (route.secret() || !isCompressible(answer.get(HttpHeaders.CONTENT_TYPE))) {
            return false;
        }
        answer.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        boolean worthwhile = length < 0 || length >= LEAST;
        if (!worthwhile
                || status == 206
                || request.method().equals(HttpMethod.HEAD)
                || answer.contains(HttpHeaders.CONTENT_ENCODING)
                || !acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            return false;
        }
        answer.remove(HttpHeaders.CONTENT_LENGTH);
        answer.set(HttpHeaders.CONTENT_ENCODING, GZIP);
        weaken(answer);
        return true;
    }

    /* The bytes are others than those that a strong tag names; for If-None-Match and If-Match both mean the same. */
    private static void weaken(MultiMap answer) {
        String tag = answer.get(HttpHeaders.ETAG);
        if (tag != null && !tag.startsWith("W/")) {
            answer.set(HttpHeaders.ETAG, "W/" + tag);
        }
    }

    private static boolean isCompressible(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String essence = type.toLowerCase(Locale.ROOT);
        return essence.startsWith("application/json")
                || essence.startsWith("application/problem+json")
                || essence.startsWith("application/xml")
                || essence.startsWith("application/yaml")
                || (essence.startsWith("text/") && !essence.startsWith("text/event-stream"));
    }

    /** Whether an {@code Accept-Encoding} admits gzip. */
    public static boolean acceptsGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        boolean any = false;
        for (String coding : accepted.split(",", -1)) {
            String[] parts = coding.strip().split(";", -1);
            String name = parts[0].strip();
            boolean refused = parts.length > 1 && parts[1].strip().matches("[qQ]=0(\\.0{0,3})?");
            if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
                return !refused;
            }
            any |= name.equals("*") && !refused;
        }
        return any;
    }

    /** The whole of a body, compressed. */
    public static Buffer gzip(Buffer body) {
        try (GzipStream gzip = new GzipStream()) {
            return gzip.next(body).appendBuffer(gzip.end());
        }
    }
}
