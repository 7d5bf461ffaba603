package dev.callsheet.system.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.system.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request to an operation while it is being made: first a valid one, then perhaps one that is spoiled. */
public final class ApiRequest {

    /** A query parameter as it will be sent, not encoded yet. */
    record QueryParameter(String name, String value) {}

    final Operation operation;
    /** Values that are already encoded. */
    final Map<String, String> pathValues = new LinkedHashMap<>();

    final List<QueryParameter> query = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();

    @Nullable JsonNode body;
    /** Sent instead of the body where it is not null. */
    byte @Nullable [] rawBody;

    ApiRequest(Operation operation) {
        this.operation = operation;
    }

    public Operation operation() {
        return operation;
    }

    public ApiRequest withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** As somebody else than the company's key. */
    public ApiRequest withCredential(String credential) {
        return withHeader("Authorization", "Bearer " + credential);
    }

    public ApiRequest withPathValue(String name, String value) {
        pathValues.put(name, value);
        return this;
    }

    public ApiRequest withBody(JsonNode changed) {
        body = changed;
        return this;
    }

    public @Nullable JsonNode body() {
        return body;
    }

    /** The same request to be sent once more, perhaps changed. */
    public ApiRequest copy() {
        ApiRequest copy = new ApiRequest(operation);
        copy.pathValues.putAll(pathValues);
        copy.query.addAll(query);
        copy.headers.putAll(headers);
        copy.body = body == null ? null : body.deepCopy();
        copy.rawBody = rawBody;
        return copy;
    }

    byte @Nullable [] content() {
        if (rawBody != null) {
            return rawBody;
        }
        return body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    String uri() {
        String path = operation.path();
        for (Map.Entry<String, String> value : pathValues.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return query.isEmpty()
                ? path
                : path
                        + query.stream()
                                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    /** Percent-encodes all but what every URI may hold; a lone surrogate becomes a question mark. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append("%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
