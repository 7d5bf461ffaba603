package dev.callsheet.platform.data.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.platform.web.request.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Free-form JSON in a text column: it is stored and shown, never queried. */
@Converter
public class JsonText implements AttributeConverter<@Nullable JsonNode, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    @Override
    public @Nullable JsonNode convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : Json.events().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column of JSON holds something else", e);
        }
    }
}
