package dev.callsheet.webhook.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (2020-12) of an event, read off its record: one definition in the code, so that schema and payload
 * cannot drift apart. Further properties are allowed everywhere, since a later release may add some.
 */
final class RecordSchema {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EventType<?> type;

    private RecordSchema(EventType<?> type) {
        this.type = type;
    }

    static ObjectNode of(EventType<?> type) {
        RecordSchema schema = new RecordSchema(type);
        ObjectNode document = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", type.name())
                .put("description", type.description());
        document.setAll(schema.ofRecord(DomainEvent.class));
        ((ObjectNode) document.path("properties").path("type")).put("const", type.name());
        return document;
    }

    private ObjectNode ofRecord(Class<?> record) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            properties.set(nameOf(component), of(component.getAnnotatedType()));
            required.add(nameOf(component));
        }
        schema.set("properties", properties);
        // What is null is written as null, so every property is there.
        schema.set("required", required);
        return schema;
    }

    private ObjectNode of(AnnotatedType annotated) {
        ObjectNode schema = ofPresent(annotated);
        if (annotated.isAnnotationPresent(Nullable.class) && schema.path("type").isTextual()) {
            String present = schema.path("type").textValue();
            schema.set("type", JSON.arrayNode().add(present).add("null"));
            if (schema.path("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
        return schema;
    }

    private ObjectNode ofPresent(AnnotatedType annotated) {
        Type plain = annotated.getType();
        if (plain instanceof TypeVariable<?>) {
            return ofRecord(type.data());
        }
        if (annotated instanceof AnnotatedParameterizedType generic) {
            return ofGeneric(generic);
        }
        return ofClass((Class<?>) plain);
    }

    private ObjectNode ofGeneric(AnnotatedParameterizedType generic) {
        Class<?> raw = (Class<?>) ((java.lang.reflect.ParameterizedType) generic.getType()).getRawType();
        AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return JSON.objectNode().put("type", "array").set("items", of(arguments[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return JSON.objectNode().put("type", "object").set("additionalProperties", of(arguments[1]));
        }
        throw unknown(generic.getType());
    }

    private ObjectNode ofClass(Class<?> plain) {
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        if (plain.isEnum()) {
            ArrayNode values = JSON.arrayNode();
            for (Object constant : plain.getEnumConstants()) {
                values.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
            }
            return text(null).set("enum", values);
        }
        if (plain == String.class) {
            return text(null);
        } else if (plain == UUID.class) {
            return text("uuid");
        } else if (plain == Instant.class) {
            return text("date-time");
        } else if (plain == LocalDate.class) {
            return text("date");
        } else if (plain == LocalTime.class) {
            return text("time");
        } else if (plain == BigDecimal.class) {
            return JSON.objectNode().put("type", "number");
        } else if (plain == boolean.class || plain == Boolean.class) {
            return JSON.objectNode().put("type", "boolean");
        } else if (plain == int.class || plain == Integer.class || plain == long.class || plain == Long.class) {
            return JSON.objectNode().put("type", "integer");
        } else if (plain == Object.class) {
            return JSON.objectNode();
        }
        throw unknown(plain);
    }

    private static ObjectNode text(@Nullable String format) {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        return format == null ? schema : schema.put("format", format);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? SNAKE_CASE.translate(component.getName()) : named.value();
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("Events cannot be described that hold a " + type.getTypeName());
    }
}
