package dev.callsheet.platform.web.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.callsheet.platform.web.error.Violations;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns text and JSON values into the types that requests use. Nothing is coerced: a number in quotes is no number. What
 * does not fit is reported with the value that was sent and what would be right.
 */
public final class ValueReader {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2200;

    private final Violations violations;
    private final ZoneId zone;

    /**
     * A reader that reports to the given violations.
     *
     * @param zone where a date-time without an offset is meant
     */
    public ValueReader(Violations violations, ZoneId zone) {
        this.violations = violations;
        this.zone = zone;
    }

    /** The API's spelling of a record component. */
    static String nameOf(RecordComponent component) {
        return SNAKE_CASE.translate(component.getName());
    }

    /**
     * The JSON value as the type; null when it is JSON null, and when it does not fit, which is then among the violations.
     *
     * @param path how the client spells the place, for messages
     */
    @Nullable Object read(String path, JsonNode value, Type type) {
        if (value.isNull()) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return readGeneric(path, value, generic);
        }
        Class<?> target = (Class<?>) type;
        if (JsonNode.class.isAssignableFrom(target)) {
            return readFreeForm(path, value);
        }
        if (target.isRecord()) {
            return readRecord(path, objectFormOf(value, target), target);
        }
        if (target == boolean.class || target == Boolean.class) {
            return value.isBoolean() ? (Object) value.booleanValue() : refuse(path, value, "true or false");
        }
        if (target == int.class || target == Integer.class) {
            return value.isIntegralNumber() && value.canConvertToInt()
                    ? (Object) value.intValue()
                    : refuse(path, value, "a whole number");
        }
        if (target == long.class || target == Long.class) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? (Object) value.longValue()
                    : refuse(path, value, "a whole number");
        }
        if (target == BigDecimal.class) {
            return value.isNumber() ? readDecimal(path, value) : refuse(path, value, "a number");
        }
        if (!value.isTextual()) {
            return refuse(path, value, expectation(target));
        }
        return readText(path, value.textValue(), target);
    }

    /** The text as the type, as {@link #read} does it for JSON; also for query parameters. */
    public @Nullable Object readText(String path, String text, Class<?> target) {
        if (target == String.class) {
            return readString(path, text);
        }
        try {
            if (target == UUID.class) {
                return UUID_SHAPE.matcher(text).matches() ? UUID.fromString(text) : refuseText(path, text, target);
            }
            if (target == Instant.class) {
                return inRange(path, text, readInstant(text));
            }
            if (target == LocalDate.class) {
                LocalDate date = LocalDate.parse(text);
                return date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR
                        ? date
                        : refuseText(path, text, target);
            }
            if (target == LocalTime.class) {
                return LocalTime.parse(text);
            }
            if (target == ZoneId.class) {
                return ZoneId.of(text);
            }
            if (target == BigDecimal.class) {
                BigDecimal decimal = text.length() <= 40 ? new BigDecimal(text) : null;
                return decimal != null && isWritable(decimal) ? decimal : refuseText(path, text, target);
            }
            if (target == Integer.class) {
                return Integer.valueOf(text);
            }
            if (target == Long.class) {
                return Long.valueOf(text);
            }
        } catch (DateTimeException | NumberFormatException e) {
            return refuseText(path, text, target);
        }
        if (target == Boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> refuseText(path, text, target);
            };
        }
        if (target.isEnum()) {
            return readEnum(path, text, target);
        }
        throw new IllegalArgumentException("Requests cannot hold a " + target.getName());
    }

    private @Nullable Object readGeneric(String path, JsonNode value, ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == List.class || raw == Set.class) {
            if (!value.isArray()) {
                return refuse(path, value, "a list");
            }
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                String place = path + "[" + i + "]";
                if (value.get(i).isNull()) {
                    violations.add(place, "must not be null");
                } else {
                    items.add(read(place, value.get(i), arguments[0]));
                }
            }
            return raw == List.class ? items : new LinkedHashSet<>(items);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            if (!value.isObject()) {
                return refuse(path, value, "an object");
            }
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            value.properties().forEach(entry -> {
                String place = path + "." + entry.getKey();
                readString(place, entry.getKey());
                if (entry.getValue().isNull() && arguments[1] instanceof ParameterizedType) {
                    violations.add(place, "must not be null");
                } else {
                    entries.put(entry.getKey(), read(place, entry.getValue(), arguments[1]));
                }
            });
            return entries;
        }
        throw new IllegalArgumentException("Requests cannot hold a " + type);
    }

    private static JsonNode objectFormOf(JsonNode value, Class<?> target) {
        TextForm form = target.getAnnotation(TextForm.class);
        return form != null && value.isTextual()
                ? JsonNodeFactory.instance.objectNode().set(form.value(), value)
                : value;
    }

    private @Nullable Object readRecord(String path, JsonNode value, Class<?> target) {
        if (!value.isObject()) {
            return refuse(path, value, "an object");
        }
        RecordComponent[] components = target.getRecordComponents();
        Map<String, RecordComponent> known = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            known.put(nameOf(component), component);
        }
        refuseUnknown(path + ".", value, known.keySet());
        boolean complete = true;
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String place = path + "." + nameOf(components[i]);
            JsonNode part = value.path(nameOf(components[i]));
            arguments[i] = part.isMissingNode() ? null : read(place, part, components[i].getGenericType());
            if (arguments[i] == null && components[i].getType().isPrimitive()) {
                if (!violations.concern(place)) {
                    violations.add(place, "is required");
                }
                complete = false;
            }
        }
        return complete ? RecordReader.construct(target, arguments) : null;
    }

    private void refuseUnknown(String prefix, JsonNode object, Set<String> known) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (!known.contains(property.getKey())) {
                refuseUnknown(prefix, property.getKey(), known);
            }
        }
    }

    /** Reports a field that nothing is known of, with those that would have been right. */
    void refuseUnknown(String prefix, String name, Set<String> known) {
        violations.add(
                prefix + name,
                "Unknown field '%s'. Known fields: %s".formatted(shorten(name), String.join(", ", known)));
    }

    private @Nullable Object readDecimal(String path, JsonNode value) {
        BigDecimal decimal = value.decimalValue();
        return isWritable(decimal) ? decimal : refuse(path, value, "a number of at most 30 digits");
    }

    /** A few characters such as 1e999999999 can stand for more digits than fit anywhere. */
    private static boolean isWritable(BigDecimal decimal) {
        return Math.abs((long) decimal.precision() - decimal.scale()) <= 30 && Math.abs((long) decimal.scale()) <= 30;
    }

    /** Free-form JSON is kept as it is, but must be storable. */
    private @Nullable JsonNode readFreeForm(String path, JsonNode value) {
        if (value.isTextual()) {
            readString(path, value.textValue());
        } else if (value.isNumber()) {
            readDecimal(path, value);
        }
        value.properties().forEach(entry -> {
            readString(path, entry.getKey());
            readFreeForm(path + "." + entry.getKey(), entry.getValue());
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            readFreeForm(path + "[" + i + "]", value.get(i));
        }
        return value;
    }

    private @Nullable Object readString(String path, String text) {
        if (text.indexOf('\0') >= 0) {
            violations.add(path, "must not contain the character U+0000");
            return null;
        }
        if (!isWellFormed(text)) {
            violations.add(path, "must be well-formed Unicode: it contains half of a surrogate pair");
            return null;
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private Instant readInstant(String text) {
        // A plus sign that a client did not escape in a query arrives as a space.
        String spelled = text.indexOf(' ') == text.length() - 6 ? text.replace(' ', '+') : text;
        return switch (spelled) {
            case String date
            when date.length() == 10 -> LocalDate.parse(date).atStartOfDay(zone).toInstant();
            case String local
            when !local.endsWith("Z") && local.lastIndexOf('+') < 0 && local.lastIndexOf('-') < 10 ->
                LocalDateTime.parse(local).atZone(zone).toInstant();
            default -> OffsetDateTime.parse(spelled).toInstant();
        };
    }

    private @Nullable Object inRange(String path, String text, Instant instant) {
        int year = instant.atZone(zone).getYear();
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? instant : refuseText(path, text, Instant.class);
    }

    private @Nullable Object readEnum(String path, String text, Class<?> target) {
        for (Object constant : target.getEnumConstants()) {
            if (spelling(constant).equals(text)) {
                return constant;
            }
        }
        return refuseText(path, text, target);
    }

    private @Nullable Object refuse(String path, JsonNode value, String expected) {
        violations.add(path, "must be " + expected + ", was " + shorten(value.toString()));
        return null;
    }

    private @Nullable Object refuseText(String path, String text, Class<?> target) {
        violations.add(
                path,
                target.isEnum()
                        ? "Invalid %s: '%s'. Valid values: %s"
                                .formatted(lastPart(path), shorten(text), valuesOf(target))
                        : "must be %s, was '%s'".formatted(expectation(target), shorten(text)));
        return null;
    }

    private static String expectation(Class<?> target) {
        if (target == String.class) {
            return "text";
        } else if (target == UUID.class) {
            return "a UUID";
        } else if (target == Instant.class) {
            return "a date and time in ISO 8601 such as 2026-06-15T20:00:00+02:00";
        } else if (target == LocalDate.class) {
            return "a date such as 2026-06-15";
        } else if (target == LocalTime.class) {
            return "a time such as 20:00";
        } else if (target == ZoneId.class) {
            return "an IANA time zone such as Europe/Madrid";
        } else if (target == Boolean.class) {
            return "true or false";
        } else if (target.isEnum()) {
            return "one of " + valuesOf(target);
        }
        return target == BigDecimal.class ? "a number" : "a whole number";
    }

    private static String valuesOf(Class<?> target) {
        return Arrays.stream(target.getEnumConstants())
                .map(ValueReader::spelling)
                .collect(Collectors.joining(", "));
    }

    private static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    /** The name of the field itself: of {@code crew[0].role} the role, of {@code filter[status.in]} the status. */
    private static String lastPart(String path) {
        int bracket = path.indexOf('[');
        return path.endsWith("]") && path.startsWith("filter")
                ? path.substring(bracket + 1, path.length() - 1).replaceFirst("\\..*", "")
                : path.substring(path.lastIndexOf('.') + 1);
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
