package dev.callsheet.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param uri path and query
 * @param headers besides {@code Host} and {@code Content-Length}, which are added
 */
public record Call(
        HttpMethod method,
        String uri,
        Map<String, String> headers,
        @Nullable Buffer body) {}
