package dev.callsheet.webhook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.event.EventType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EventCatalogueTest {

    private final List<EventTypeResponse> catalogue = new EventCatalogue().list();

    @Test
    void listsEveryTypeOfTheContracts() {
        assertThat(catalogue)
                .extracting(EventTypeResponse::type)
                .containsExactlyElementsOf(
                        Contracts.eventTypes().map(EventType::name).toList());
    }

    @Test
    void everySampleFitsItsSchema() {
        assertThat(catalogue).allSatisfy(type -> assertFits(type.sample(), type.schema(), type.type()));
    }

    @Test
    void describesAJobEventInFull() {
        // When
        JsonNode schema = catalogue.stream()
                .filter(type -> type.type().equals("job.created"))
                .findFirst()
                .orElseThrow()
                .schema();

        // Then
        assertThat(schema.at("/$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/properties/type/const").textValue()).isEqualTo("job.created");
        assertThat(schema.at("/properties/created_at/format").textValue()).isEqualTo("date-time");
        JsonNode job = schema.at("/properties/data/properties/job/properties");
        assertThat(job.at("/tour_id/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(job.at("/departments/items/type").textValue()).isEqualTo("string");
        assertThat(job.at("/version/type").textValue()).isEqualTo("integer");
    }

    private static void assertFits(JsonNode value, JsonNode schema, String place) {
        if (schema.isEmpty()) {
            return;
        }
        assertThat(typesOf(schema)).as(place).contains(typeOf(value));
        if (value.isObject() && schema.has("properties")) {
            Set<String> required = names(schema.path("required"));
            assertThat(value.fieldNames()).as(place).toIterable().containsExactlyInAnyOrderElementsOf(required);
            value.properties()
                    .forEach(property -> assertFits(
                            property.getValue(),
                            schema.path("properties").path(property.getKey()),
                            place + "." + property.getKey()));
        }
        value.forEach(item -> {
            if (value.isArray()) {
                assertFits(item, schema.path("items"), place + "[]");
            }
        });
    }

    private static Set<String> typesOf(JsonNode schema) {
        return schema.path("type").isTextual() ? Set.of(schema.path("type").textValue()) : names(schema.path("type"));
    }

    private static Set<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "unknown";
        };
    }
}
