package dev.callsheet.platform.web.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.request.CallContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one type of request record, whole or in part, and reports everything that is wrong with it at once. */
final class RecordReader<T extends Record> {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    /** Stands for {@code If-Match}, whatever the record says. */
    private static final String VERSION = "version";

    private final Class<T> type;
    private final Validator validator;
    private final Map<String, RecordComponent> components = new LinkedHashMap<>();
    private final Set<String> readOnly;

    RecordReader(Class<T> type, Validator validator) {
        this.type = type;
        this.validator = validator;
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(ValueReader.nameOf(component), component);
        }
        ReadOnlyAttributes ignored = type.getAnnotation(ReadOnlyAttributes.class);
        this.readOnly = ignored == null ? Set.of() : Set.of(ignored.value());
    }

    /** The record that the whole body makes. */
    T readWhole(JsonNode body) {
        Violations violations = new Violations();
        Map<String, @Nullable Object> values = readPresent(body, violations);
        @Nullable Object[] arguments = new Object[components.size()];
        int i = 0;
        boolean complete = true;
        for (Map.Entry<String, RecordComponent> component : components.entrySet()) {
            arguments[i] = values.get(component.getKey());
            if (arguments[i] == null && component.getValue().getType().isPrimitive()) {
                complete = false;
                if (!violations.concern(component.getKey())) {
                    violations.add(component.getKey(), "is required");
                }
            }
            i++;
        }
        if (complete && violations.isEmpty()) {
            T request = construct(type, arguments);
            validate(request, violations);
            violations.throwIfAny();
            return request;
        }
        components.forEach((name, component) -> checkAlone(name, component, values.get(name), violations));
        violations.throwIfAny();
        throw new IllegalStateException("A request that is not complete must have violations: " + type);
    }

    /** The attributes that the body names, each checked alone. */
    Map<String, @Nullable Object> readPart(JsonNode body) {
        Violations violations = new Violations();
        Map<String, @Nullable Object> values = readPresent(body, violations);
        values.forEach((name, value) -> {
            RecordComponent component = Objects.requireNonNull(components.get(name));
            if (value == null && component.getType().isPrimitive() && !violations.concern(name)) {
                violations.add(name, "must not be null");
            }
            checkAlone(name, component, value, violations);
        });
        violations.throwIfAny();
        return values;
    }

    T merge(T current, Map<String, @Nullable Object> changes) {
        @Nullable Object[] arguments = new Object[components.size()];
        int i = 0;
        for (Map.Entry<String, RecordComponent> component : components.entrySet()) {
            arguments[i++] = changes.containsKey(component.getKey())
                    ? changes.get(component.getKey())
                    : valueOf(component.getValue(), current);
        }
        T merged = construct(type, arguments);
        Violations violations = new Violations();
        validate(merged, violations);
        violations.throwIfAny();
        return merged;
    }

    private Map<String, @Nullable Object> readPresent(JsonNode body, Violations violations) {
        ValueReader reader = new ValueReader(violations, CallContext.current().zone());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : body.properties()) {
            RecordComponent component = components.get(property.getKey());
            if (component != null) {
                values.put(
                        property.getKey(),
                        reader.read(property.getKey(), property.getValue(), component.getGenericType()));
            } else if (!readOnly.contains(property.getKey())
                    && !property.getKey().equals(VERSION)) {
                reader.refuseUnknown("", property.getKey(), components.keySet());
            }
        }
        return values;
    }

    private void checkAlone(String name, RecordComponent component, @Nullable Object value, Violations violations) {
        if (violations.concern(name)) {
            return;
        }
        report(validator.validateValue(type, component.getName(), value), violations);
        // Constraints inside a nested record or list are not reached by validateValue.
        switch (value) {
            case Record nested -> checkNested(name, nested, violations);
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    if (items.get(i) instanceof Record nested) {
                        checkNested(name + "[" + i + "]", nested, violations);
                    }
                }
            }
            case null, default -> {}
        }
    }

    private void checkNested(String path, Record nested, Violations violations) {
        validator
                .validate(nested)
                .forEach(found -> violations.add(path + "." + spell(found.getPropertyPath()), found.getMessage()));
    }

    private void validate(T request, Violations violations) {
        report(validator.validate(request), violations);
        if (request instanceof CrossFieldRules rules) {
            rules.check(violations);
        }
    }

    private void report(Set<ConstraintViolation<T>> found, Violations violations) {
        found.stream()
                .map(violation -> Map.entry(spell(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .forEach(violation -> violations.add(violation.getKey(), violation.getValue()));
    }

    /** A constraint's path in the API's spelling: {@code requiredRoles[sound].<map value>[0].count} and the like. */
    private static String spell(Path path) {
        StringBuilder spelled = new StringBuilder();
        for (Path.Node node : path) {
            if (node.isInIterable() && node.getKey() != null) {
                spelled.append('.').append(node.getKey());
            } else if (node.isInIterable() && node.getIndex() != null) {
                spelled.append('[').append(node.getIndex()).append(']');
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                spelled.append(spelled.isEmpty() ? "" : ".").append(SNAKE_CASE.translate(name));
            }
        }
        return spelled.toString();
    }

    static <R> R construct(Class<R> type, @Nullable Object[] arguments) {
        Class<?>[] signature = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(signature);
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of a request record must not refuse: " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no record that can be read", e);
        }
    }

    static @Nullable Object valueOf(RecordComponent component, Object instance) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
