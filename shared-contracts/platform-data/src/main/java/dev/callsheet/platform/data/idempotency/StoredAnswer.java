package dev.callsheet.platform.data.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.callsheet.platform.web.request.Json;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given once and will be given again.
 *
 * @param headers those that belong to the answer itself, not those that filters add to every one
 */
record StoredAnswer(
        int status, Map<String, String> headers, @Nullable String body) {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    static StoredAnswer read(int status, String headers, @Nullable String body) {
        try {
            return new StoredAnswer(status, Json.events().readValue(headers, HEADERS), body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored answer's headers cannot be read", e);
        }
    }

    String headersAsJson() {
        try {
            return Json.events().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer's headers cannot be stored", e);
        }
    }

    Response.ResponseBuilder toResponse() {
        Response.ResponseBuilder answer = Response.status(status);
        headers.forEach(answer::header);
        return body == null ? answer : answer.entity(body);
    }
}
