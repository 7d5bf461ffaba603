package dev.callsheet.platform.web.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Names the last row of a page by its sort values and id, so that the next page is stable under inserts. Opaque to clients. */
final class Cursor {

    private static final ObjectMapper JSON = Json.events();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private Cursor() {}

    static String encode(String order, List<String> values) {
        List<String> parts = new ArrayList<>();
        parts.add(order);
        parts.addAll(values);
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(parts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A cursor cannot be written", e);
        }
    }

    /**
     * The values that the cursor holds.
     *
     * @throws ApiException {@code VALIDATION_ERROR} when it is none of ours, or of another order
     */
    static List<String> decode(String cursor, String order, int size) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor);
            List<String> parts = JSON.readValue(new String(json, StandardCharsets.UTF_8), STRINGS);
            if (parts != null && parts.size() == size + 1 && order.equals(parts.getFirst()) && !parts.contains(null)) {
                return parts.subList(1, parts.size());
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            // Falls through to the one answer for every cursor that is not ours.
        }
        throw ApiException.invalid(
                "cursor", "is not a cursor of this list and order: take it from meta.next_cursor or links.next");
    }
}
