package dev.callsheet.system.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An OpenAPI 3.1 document. */
public final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final List<Route> routes;

    /** An operation and the paths that lead to it; what is literal goes before what is a parameter. */
    private record Route(Operation operation, Pattern pattern) {

        static Route of(Operation operation) {
            String expression = Pattern.compile("\\{[^}/]+}|[^{]+")
                    .matcher(operation.path())
                    .replaceAll(part -> part.group().startsWith("{")
                            ? "[^/]+"
                            : java.util.regex.Matcher.quoteReplacement(Pattern.quote(part.group())));
            return new Route(operation, Pattern.compile(expression));
        }
    }

    private ApiDocument(JsonNode root) {
        this.root = root;
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
                if (METHODS.contains(entry.getKey())) {
                    operations.add(new Operation(
                            this, entry.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), entry.getValue()));
                }
            }
        }
        this.routes = operations.stream()
                .sorted(Comparator.comparingInt((Operation operation) ->
                                operation.pathParameters().size())
                        .thenComparing(Operation::path)
                        .thenComparing(Operation::method))
                .map(Route::of)
                .toList();
    }

    public static ApiDocument parse(String json) {
        try {
            return new ApiDocument(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The API's document is no JSON", e);
        }
    }

    public JsonNode root() {
        return root;
    }

    /** In the order of paths and methods. */
    public List<Operation> operations() {
        return routes.stream()
                .map(Route::operation)
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .toList();
    }

    /**
     * The operation with the name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Operation get(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation " + method + " " + path));
    }

    /** The operation that a request reaches; {@code path} is without its query. */
    public Optional<Operation> find(String method, String path) {
        return routes.stream()
                .filter(route -> route.operation().method().equals(method)
                        && route.pattern().matcher(path).matches())
                .map(Route::operation)
                .findFirst();
    }

    /** What a reference leads to, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.path("$ref").isTextual()) {
            resolved = root.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }
}
