package dev.callsheet.platform.test.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What would break clients between two OpenAPI 3.1 documents. An operation, parameter, property or answer that is gone; a type
 * that changed; a request that must say more, or may say less; a scope that is asked for anew. What is only added breaks
 * nobody: operations, optional parameters and properties, properties and enum values of answers.
 */
public final class BreakingChanges {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** Each as a sentence that names the place. */
    public static List<String> between(JsonNode before, JsonNode after) {
        BreakingChanges changes = new BreakingChanges(before, after);
        changes.compareOperations();
        return changes.found;
    }

    /** The same, unless the API has a new version: then it may break what an older one promised. */
    public static List<String> notAnnounced(JsonNode before, JsonNode after) {
        boolean newVersion = !before.at("/info/version").equals(after.at("/info/version"));
        return newVersion ? List.of() : between(before, after);
    }

    private void compareOperations() {
        Map<String, Operation> now = operations(after);
        operations(before).forEach((key, old) -> {
            Operation operation = now.get(key);
            if (operation == null) {
                found.add(key + " is gone");
            } else {
                compare(key, old, operation);
            }
        });
    }

    private static Map<String, Operation> operations(JsonNode document) {
        Map<String, Operation> operations = new HashMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> VERBS.contains(member.getKey()))
                        .forEach(member -> operations.put(
                                member.getKey().toUpperCase(Locale.ROOT) + " "
                                        + path.getKey().replaceAll("\\{[^}]*}", "{}"),
                                new Operation(member.getValue(), path.getValue().path("parameters")))));
        return operations;
    }

    private record Operation(JsonNode said, JsonNode shared) {}

    private void compare(String place, Operation was, Operation is) {
        if (!was.said().path("operationId").equals(is.said().path("operationId"))) {
            found.add(place + " has another operationId");
        }
        if (isOpen(was.said()) && !isOpen(is.said())) {
            found.add(place + " needs a credential now");
        }
        Set<String> scopes = texts(is.said().path("x-required-scopes"));
        scopes.removeAll(texts(was.said().path("x-required-scopes")));
        scopes.forEach(scope -> found.add(place + " needs the scope " + scope + " now"));
        compareParameters(place, was, is);
        compareBodies(
                place,
                resolve(before, was.said().path("requestBody")),
                resolve(after, is.said().path("requestBody")));
        compareAnswers(place, was.said().path("responses"), is.said().path("responses"));
    }

    private static boolean isOpen(JsonNode operation) {
        return operation.has("security") && operation.path("security").isEmpty();
    }

    private void compareParameters(String place, Operation was, Operation is) {
        Map<String, JsonNode> old = parameters(before, was);
        Map<String, JsonNode> now = parameters(after, is);
        old.forEach((name, parameter) -> {
            JsonNode current = now.get(name);
            if (current == null) {
                found.add(place + ": " + name + " is gone");
                return;
            }
            if (isRequired(current) && !isRequired(parameter)) {
                found.add(place + ": " + name + " is required now");
            }
            new Schemas(false).compare(place + ": " + name, parameter.path("schema"), current.path("schema"));
        });
        now.forEach((name, parameter) -> {
            if (!old.containsKey(name) && isRequired(parameter)) {
                found.add(place + ": " + name + " is new and required");
            }
        });
    }

    private static boolean isRequired(JsonNode parameter) {
        return parameter.path("required").asBoolean()
                && !parameter.path("in").asText().equals("path");
    }

    /** By kind and name; those of the path by their order, since their names are nobody's business. */
    private static Map<String, JsonNode> parameters(JsonNode document, Operation operation) {
        Map<String, JsonNode> parameters = new HashMap<>();
        List<JsonNode> all = new ArrayList<>();
        operation.shared().forEach(all::add);
        operation.said().path("parameters").forEach(all::add);
        int position = 0;
        for (JsonNode one : all) {
            JsonNode parameter = resolve(document, one);
            String kind = parameter.path("in").asText();
            String name = parameter.path("name").asText();
            parameters.put(
                    switch (kind) {
                        case "path" -> "path variable " + ++position;
                        case "header" -> "header " + name.toLowerCase(Locale.ROOT);
                        default -> kind + " parameter " + name;
                    },
                    parameter);
        }
        return parameters;
    }

    private void compareBodies(String place, JsonNode was, JsonNode is) {
        if (was.isMissingNode()) {
            if (is.path("required").asBoolean()) {
                found.add(place + " needs a body now");
            }
            return;
        }
        if (is.isMissingNode()) {
            found.add(place + " takes no body any more");
            return;
        }
        if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            found.add(place + " needs a body now");
        }
        compareContents(place + " request", was, is, false);
    }

    private void compareAnswers(String place, JsonNode was, JsonNode is) {
        was.properties().forEach(answer -> {
            JsonNode old = resolve(before, answer.getValue());
            JsonNode now = resolve(after, is.path(answer.getKey()));
            String there = place + " " + answer.getKey();
            if (now.isMissingNode()) {
                // A refusal that cannot happen any more surprises nobody.
                if (answer.getKey().startsWith("2")) {
                    found.add(there + " is gone");
                }
                return;
            }
            compareContents(there, old, now, true);
            old.path("headers").properties().forEach(header -> {
                if (!now.path("headers").has(header.getKey())) {
                    found.add(there + ": header " + header.getKey() + " is gone");
                }
            });
        });
    }

    private void compareContents(String place, JsonNode was, JsonNode is, boolean answered) {
        was.path("content").properties().forEach(content -> {
            JsonNode now = is.path("content").path(content.getKey());
            if (now.isMissingNode()) {
                found.add(place + ": " + content.getKey() + " is gone");
            } else {
                new Schemas(answered).compare(place, content.getValue().path("schema"), now.path("schema"));
            }
        });
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode resolved = node;
        for (int i = 0; resolved.has("$ref") && i < 10; i++) {
            resolved = document.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        if (list.isTextual()) {
            texts.add(list.asText());
        }
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** Two schemas on one way: what is answered must not grow, what is asked must not shrink. */
    private final class Schemas {
        private static final List<String> LOWER_BOUNDS =
                List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
        private static final List<String> UPPER_BOUNDS =
                List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

        private final boolean answered;
        private final Set<List<JsonNode>> compared = new HashSet<>();

        Schemas(boolean answered) {
            this.answered = answered;
        }

        void compare(String place, JsonNode oldSchema, JsonNode newSchema) {
            if (!compared.add(List.of(oldSchema, newSchema))) {
                return;
            }
            Flat was = flatten(before, oldSchema);
            Flat is = flatten(after, newSchema);
            compareTypes(place, was, is);
            compareValues(place, was, is);
            compareProperties(place, was, is);
            compareAlternatives(place, was, is);
            JsonNode items = was.get("items");
            if (!items.isMissingNode() && !is.get("items").isMissingNode()) {
                compare(place + "[]", items, is.get("items"));
            }
            if (!answered) {
                compareBounds(place, was, is);
            }
        }

        private void compareTypes(String place, Flat was, Flat is) {
            Set<String> old = was.types();
            Set<String> now = is.types();
            boolean fits = answered ? within(now, old) : within(old, now);
            if (!fits) {
                found.add("%s: type was %s, is %s".formatted(place, nameOf(old), nameOf(now)));
            }
            String format = was.get("format").asText();
            String current = is.get("format").asText();
            boolean loosened = !answered && current.isEmpty();
            boolean tightened = answered && format.isEmpty();
            if (!format.equals(current) && !loosened && !tightened) {
                found.add("%s: format was '%s', is '%s'".formatted(place, format, current));
            }
        }

        /** No type at all stands for any. */
        private static boolean within(Set<String> narrow, Set<String> wide) {
            return wide.isEmpty()
                    || (!narrow.isEmpty()
                            && narrow.stream()
                                    .allMatch(type -> wide.contains(type)
                                            || (type.equals("integer") && wide.contains("number"))));
        }

        private static String nameOf(Set<String> types) {
            return types.isEmpty()
                    ? "any"
                    : String.join(" or ", types.stream().sorted().toList());
        }

        private void compareValues(String place, Flat was, Flat is) {
            Set<String> old = was.values();
            Set<String> now = is.values();
            if (answered) {
                // A new value is what clients are told to expect; a constant that is another one is not.
                if (was.has("const") && !was.get("const").equals(is.get("const"))) {
                    found.add(place + ": is not always " + was.get("const") + " any more");
                }
                return;
            }
            if (now.isEmpty()) {
                return;
            }
            if (old.isEmpty()) {
                found.add(place + ": takes " + now + " only");
            }
            old.stream()
                    .filter(value -> !now.contains(value))
                    .sorted()
                    .forEach(value -> found.add(place + ": does not take " + value + " any more"));
        }

        private void compareProperties(String place, Flat was, Flat is) {
            Set<String> oldRequired = texts(was.get("required"));
            Set<String> newRequired = texts(is.get("required"));
            was.get("properties").properties().forEach(property -> {
                JsonNode now = is.get("properties").path(property.getKey());
                if (now.isMissingNode()) {
                    found.add(place + "." + property.getKey() + " is gone");
                } else {
                    compare(place + "." + property.getKey(), property.getValue(), now);
                }
            });
            if (answered) {
                oldRequired.stream()
                        .filter(name -> !newRequired.contains(name)
                                && is.get("properties").has(name))
                        .sorted()
                        .forEach(name -> found.add(place + "." + name + " may be left out now"));
            } else {
                newRequired.stream()
                        .filter(name -> !oldRequired.contains(name))
                        .sorted()
                        .forEach(name -> found.add(place + "." + name + " is required now"));
            }
            JsonNode oldRest = was.get("additionalProperties");
            JsonNode newRest = is.get("additionalProperties");
            boolean wasOpen = !oldRest.isBoolean() || oldRest.asBoolean();
            boolean isClosed = newRest.isBoolean() && !newRest.asBoolean();
            if (oldRest.isObject() && newRest.isObject()) {
                compare(place + ".*", oldRest, newRest);
            } else if (wasOpen && isClosed && (!answered || oldRest.isObject())) {
                found.add(place + ": takes no other properties any more");
            }
        }

        private void compareAlternatives(String place, Flat was, Flat is) {
            for (String kind : List.of("oneOf", "anyOf", "allOf")) {
                JsonNode old = was.get(kind);
                JsonNode now = is.get(kind);
                int more = now.size() - old.size();
                if (kind.equals("allOf") ? more != 0 : answered ? more > 0 : more < 0) {
                    found.add(place + ": has other alternatives");
                }
                for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
                    compare(place, old.get(i), now.get(i));
                }
            }
        }

        private void compareBounds(String place, Flat was, Flat is) {
            for (String bound : LOWER_BOUNDS) {
                if (is.has(bound) && (!was.has(bound) || is.number(bound) > was.number(bound))) {
                    found.add(place + ": " + bound + " is " + is.get(bound) + " now");
                }
            }
            for (String bound : UPPER_BOUNDS) {
                if (is.has(bound) && (!was.has(bound) || is.number(bound) < was.number(bound))) {
                    found.add(place + ": " + bound + " is " + is.get(bound) + " now");
                }
            }
            if (is.has("pattern") && !is.get("pattern").equals(was.get("pattern"))) {
                found.add(place + ": has another pattern");
            }
        }
    }

    /** A reference with what stands beside it; {@code anyOf} with null is the other alternative, or null. */
    private static Flat flatten(JsonNode document, JsonNode schema) {
        List<JsonNode> layers = new ArrayList<>(List.of(schema));
        boolean nullable = false;
        JsonNode last = schema;
        for (int depth = 0; depth < 20; depth++) {
            JsonNode other = alternativeToNull(last);
            if (last.has("$ref")) {
                last = document.at(last.path("$ref").asText().substring(1));
            } else if (!other.isMissingNode()) {
                nullable = true;
                layers.remove(last);
                last = other;
            } else {
                break;
            }
            layers.add(last);
        }
        return new Flat(layers, nullable);
    }

    private static JsonNode alternativeToNull(JsonNode schema) {
        JsonNode any = schema.path("anyOf");
        boolean isOrNull = any.size() == 2 && any.path(1).path("type").asText().equals("null");
        return isOrNull ? any.path(0) : any.path(2);
    }

    private record Flat(List<JsonNode> layers, boolean nullable) {

        JsonNode get(String keyword) {
            return layers.stream()
                    .map(layer -> layer.path(keyword))
                    .filter(value -> !value.isMissingNode())
                    .findFirst()
                    .orElse(layers.getLast().path(keyword));
        }

        boolean has(String keyword) {
            return !get(keyword).isMissingNode();
        }

        double number(String keyword) {
            return get(keyword).asDouble();
        }

        Set<String> types() {
            Set<String> types = texts(get("type"));
            if (types.isEmpty() && has("const")) {
                types.add(get("const").getNodeType().name().toLowerCase(Locale.ROOT));
            }
            if (nullable && !types.isEmpty()) {
                types.add("null");
            }
            return types;
        }

        Set<String> values() {
            Set<String> values = texts(get("enum"));
            if (has("const")) {
                values.add(get("const").asText());
            }
            return values;
        }
    }
}
