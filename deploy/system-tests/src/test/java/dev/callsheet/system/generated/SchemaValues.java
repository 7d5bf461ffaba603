package dev.callsheet.system.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.system.contract.ApiDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that a schema allows, its boundaries among them. */
final class SchemaValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final long FIRST_DAY = LocalDate.of(2026, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(2027, 12, 31).toEpochDay();
    private static final int SECONDS_A_DAY = 86_400;

    private final ApiDocument document;
    private final Draw draw;

    SchemaValues(ApiDocument document, Draw draw) {
        this.document = document;
        this.draw = draw;
    }

    JsonNode valid(JsonNode schema) {
        return valid(schema, 0);
    }

    private JsonNode valid(JsonNode reference, int depth) {
        JsonNode schema = document.resolve(reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(draw.below(schema.get("enum").size()));
        }
        JsonNode choices = schema.has("oneOf") ? schema.get("oneOf") : schema.path("anyOf");
        if (!choices.isEmpty()) {
            return valid(choices.get(draw.below(choices.size())), depth);
        }
        return switch (typeOf(schema)) {
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(whole(schema)).movePointLeft(0));
            case "boolean" -> JSON.booleanNode(draw.chance(0.5));
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(draw.word(5));
        };
    }

    /** The first type that is not null, or null once in a while. */
    String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.asText();
        }
        List<String> types = new ArrayList<>();
        type.forEach(each -> types.add(each.asText()));
        return types.isEmpty() ? "" : draw.from(types);
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int most = Math.min(schema.path("maxItems").asInt(3), 3);
        long size = depth > DEEPEST ? least : draw.between(least, Math.max(least, most));
        for (int i = 0; i < size; i++) {
            array.add(valid(schema.path("items"), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean wanted = required.contains(property.getKey()) || (depth < DEEPEST && draw.chance(0.6));
            if (wanted
                    && !document.resolve(property.getValue()).path("readOnly").asBoolean()) {
                object.set(property.getKey(), valid(property.getValue(), depth + 1));
            }
        }
        return object;
    }

    private String text(JsonNode schema) {
        if (schema.path("examples").isArray() && schema.has("pattern")) {
            return schema.get("examples")
                    .get(draw.below(schema.get("examples").size()))
                    .asText();
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> draw.uuid().toString();
            case "date-time" ->
                Instant.ofEpochSecond(draw.between(FIRST_DAY * SECONDS_A_DAY, LAST_DAY * SECONDS_A_DAY))
                        .toString();
            case "date" ->
                LocalDate.ofEpochDay(draw.between(FIRST_DAY, LAST_DAY)).toString();
            case "email" -> draw.word(8) + "@example.com";
            case "uri" -> "https://example.com/" + draw.word(6);
            default -> plain(schema);
        };
    }

    private String plain(JsonNode schema) {
        int least = Math.max(schema.path("minLength").asInt(0), schema.has("pattern") ? 1 : 0);
        int most = schema.path("maxLength").asInt(40);
        int length =
                draw.chance(0.2) ? (draw.chance(0.5) ? least : most) : (int) draw.between(least, Math.min(most, 20));
        return draw.word(Math.max(length, least));
    }

    private long whole(JsonNode schema) {
        long least = bound(schema, "minimum", "exclusiveMinimum", 1, 0);
        long most = bound(schema, "maximum", "exclusiveMaximum", -1, 1000);
        if (draw.chance(0.2)) {
            return draw.chance(0.5) ? least : most;
        }
        return draw.between(least, most);
    }

    private static long bound(JsonNode schema, String inclusive, String exclusive, int step, long otherwise) {
        if (schema.has(inclusive)) {
            return schema.get(inclusive).asLong();
        }
        return schema.has(exclusive) ? schema.get(exclusive).asLong() + step : otherwise;
    }
}
