package dev.callsheet.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the document.
 *
 * @param method in upper case
 * @param path as the document writes it, as in {@code /api/v1/jobs/{id}}
 * @param node the operation object, with its references
 */
public record Operation(ApiDocument document, String method, String path, JsonNode node) {

    private static final String JSON = "application/json";
    private static final Pattern TEMPLATE = Pattern.compile("\\{([^}/]+)}");
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH");

    /**
     * A parameter, its references resolved.
     *
     * @param in {@code path}, {@code query} or {@code header}
     */
    public record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode node) {}

    /** The name by which tests and the coverage know it. */
    public String name() {
        return method + " " + path;
    }

    public String id() {
        return node.path("operationId").asText();
    }

    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        node.path("parameters").forEach(each -> {
            JsonNode parameter = document.resolve(each);
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    document.resolve(parameter.path("schema")),
                    parameter));
        });
        return parameters;
    }

    /** The names of the path's parameters, in the order of the path. */
    public List<String> pathParameters() {
        return TEMPLATE.matcher(path).results().map(match -> match.group(1)).toList();
    }

    /** The schema of the JSON body that it takes; empty for one that takes none. */
    public Optional<JsonNode> bodySchema() {
        JsonNode schema = document.resolve(node.path("requestBody"))
                .path("content")
                .path(JSON)
                .path("schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(document.resolve(schema));
    }

    /** The body that the document gives as an example; null where there is none. */
    public @Nullable JsonNode bodyExample() {
        JsonNode content =
                document.resolve(node.path("requestBody")).path("content").path(JSON);
        if (content.has("example")) {
            return content.get("example");
        }
        for (JsonNode named : content.path("examples")) {
            return document.resolve(named).path("value");
        }
        return null;
    }

    /** The response object for a status: its own, else that of its class ({@code 4XX}), else the default. */
    public Optional<JsonNode> response(int status) {
        JsonNode responses = node.path("responses");
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return Optional.of(document.resolve(responses.get(key)));
            }
        }
        return Optional.empty();
    }

    /** The statuses that the document names, as it writes them. */
    public Set<String> statuses() {
        return node.path("responses").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public boolean needsCredential() {
        return !node.has("security") || !node.get("security").isEmpty();
    }

    /** Whether a repetition under one key must have no second effect: every POST, PUT and PATCH but those that sign in. */
    public boolean isIdempotentByKey() {
        return CHANGING.contains(method) && !path.startsWith("/api/v1/auth/") && !path.startsWith("/api/v1/oauth/");
    }

    @Override
    public String toString() {
        return name();
    }
}
