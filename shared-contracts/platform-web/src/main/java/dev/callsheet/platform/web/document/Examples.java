package dev.callsheet.platform.web.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Examples that fit their schemas. A property's own example counts; without one, its type, format and name make one, and
 * where those cannot (a pattern), the build asks for it.
 */
final class Examples {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String ID = "0197c3a4-6f2b-7c41-9b1e-3f5d2a8c7e10";
    private static final String INSTANT = "2027-06-15T20:00:00+02:00";
    private static final String DATE = "2027-06-15";

    private final SchemaCatalog schemas;
    private final Set<String> missing = new TreeSet<>();

    Examples(SchemaCatalog schemas) {
        this.schemas = schemas;
    }

    /** An annotation's text as a value: JSON where it is JSON of the right kind, else the text; null leaves it out. */
    static @Nullable Object read(String text, Schema schema) {
        if (text.equals("null")) {
            return null;
        }
        try {
            Object value = JSON.readValue(text, Object.class);
            boolean textWanted = schema.getType() != null && schema.getType().contains(SchemaType.STRING);
            return textWanted && !(value instanceof String) ? text : value;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** A value that the schema accepts; {@code path} is for the message where there is none. */
    @Nullable Object of(String path, Schema schema) {
        return of(path, schema, new HashSet<>());
    }

    private @Nullable Object of(String path, Schema given, Set<String> above) {
        if (given.getExamples() != null && !given.getExamples().isEmpty()) {
            return given.getExamples().getFirst();
        }
        String reference = given.getRef();
        if (reference != null) {
            if (!above.add(reference)) {
                return null;
            }
            Object example = of(path, schemas.resolve(given), above);
            above.remove(reference);
            return example;
        }
        if (given.getConstValue() != null) {
            return given.getConstValue();
        }
        if (given.getEnumeration() != null) {
            return given.getEnumeration().getFirst();
        }
        List<Schema> choices = given.getOneOf() != null ? given.getOneOf() : given.getAnyOf();
        if (choices != null) {
            return of(path, choices.getFirst(), above);
        }
        List<SchemaType> types = given.getType();
        if (types == null) {
            return Map.of();
        }
        return switch (types.getFirst()) {
            case STRING -> text(path, given);
            case INTEGER -> number(path, given).intValue();
            case NUMBER -> number(path, given);
            case BOOLEAN -> true;
            case NULL -> null;
            case ARRAY -> array(path, given, above);
            case OBJECT -> object(path, given, above);
        };
    }

    private List<Object> array(String path, Schema schema, Set<String> above) {
        Object item = of(path + "[0]", schema.getItems(), above);
        return item == null ? List.of() : List.of(item);
    }

    private Map<String, Object> object(String path, Schema schema, Set<String> above) {
        Map<String, Object> example = new LinkedHashMap<>();
        Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        // A version in a request is a condition; an example that anybody can send has none.
        boolean request = properties.values().stream().anyMatch(Examples::isReadOnly);
        properties.forEach((name, property) -> {
            boolean sent = !isReadOnly(property) && !(request && name.equals("version"));
            Object value = sent ? of(path + "." + name, property, above) : null;
            if (value != null) {
                example.put(name, value);
            }
        });
        return example;
    }

    private static boolean isReadOnly(Schema property) {
        return Boolean.TRUE.equals(property.getReadOnly());
    }

    private BigDecimal number(String path, Schema schema) {
        BigDecimal least = schema.getMinimum();
        BigDecimal example = least != null && least.signum() > 0 ? least : BigDecimal.ONE;
        if (schema.getMaximum() != null && example.compareTo(schema.getMaximum()) > 0) {
            missing.add(path);
        }
        return example;
    }

    private String text(String path, Schema schema) {
        String name = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
        String example = switch (schema.getFormat()) {
            case "uuid" -> ID;
            case "date-time" -> INSTANT;
            case "date" -> DATE;
            case "email" -> "crew@example.com";
            case "uri" -> "https://example.com/" + name;
            case null, default -> fromName(name);
        };
        boolean fits = (schema.getMinLength() == null || example.length() >= schema.getMinLength())
                && (schema.getMaxLength() == null || example.length() <= schema.getMaxLength())
                && (schema.getPattern() == null
                        || Pattern.compile(schema.getPattern()).matcher(example).find());
        if (!fits) {
            missing.add(path);
        }
        return example;
    }

    private static String fromName(String name) {
        return switch (name) {
            case "email" -> "crew@example.com";
            case "time_zone" -> "Europe/Madrid";
            case "currency" -> "EUR";
            case "start_time", "end_time" -> "20:00";
            default -> {
                String words = name.replace('_', ' ');
                yield Character.toUpperCase(words.charAt(0)) + words.substring(1);
            }
        };
    }

    /**
     * Ends the making of examples.
     *
     * @throws IllegalStateException naming every property that needs an example of its own
     */
    void requireAll() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "No example can be made up for these, give them one with @Schema(examples): "
                            + String.join(", ", missing));
        }
    }
}
