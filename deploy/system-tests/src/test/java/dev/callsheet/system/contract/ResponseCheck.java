package dev.callsheet.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether an answer is one that the document promises: its status, media type, headers, and its body as JSON Schema
 * 2020-12 with formats asserted. May be used by several threads.
 */
public final class ResponseCheck {

    private static final String DOCUMENT = "https://callsheet.invalid/openapi.json";
    private static final String ERROR = "{\"$ref\": \"#/components/schemas/Error\"}";
    private static final String REQUEST_ID = "x-request-id";

    /** Headers of HTTP itself and of the security of browsers, which no operation has to name. */
    private static final Set<String> GENERAL_HEADERS = Set.of(
            "accept",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "cross-origin-resource-policy",
            "date",
            "keep-alive",
            "referrer-policy",
            "strict-transport-security",
            "transfer-encoding",
            "vary",
            "x-api-version",
            "x-content-type-options",
            "x-frame-options");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final ApiDocument document;
    private final SchemaRegistry registry;

    public ResponseCheck(ApiDocument document) {
        this.document = document;
        SchemaRegistryConfig formatsToo =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(formatsToo)
                        .schemas(Map.of(DOCUMENT, document.root().toString())));
    }

    /** Everything in which the answer is not what the document says; empty when it is. */
    public List<String> violations(Exchange exchange) {
        List<String> violations = new ArrayList<>();
        if (exchange.answerHeader(REQUEST_ID) == null) {
            violations.add("has no X-Request-ID");
        }
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        Optional<Operation> operation = document.find(method, exchange.path());
        if (operation.isEmpty()) {
            checkRefusalOfUnknown(exchange, violations);
            return violations;
        }
        Optional<JsonNode> response = operation.get().response(exchange.status());
        if (response.isEmpty()) {
            violations.add("the status %d is not documented; documented are %s"
                    .formatted(exchange.status(), new TreeSet<>(operation.get().statuses())));
            return violations;
        }
        checkHeaders(exchange, response.get().path("headers"), violations);
        checkBody(exchange, response.get().path("content"), violations);
        return violations;
    }

    /** What the document does not know is refused, in the format of every refusal. */
    private void checkRefusalOfUnknown(Exchange exchange, List<String> violations) {
        if (exchange.status() < 400) {
            violations.add("the path is not in the document, and was answered " + exchange.status());
        } else if (exchange.mediaType().equals("application/json")
                && !exchange.method().equals("HEAD")) {
            checkSchema(ERROR, exchange.answerBody(), violations);
        }
    }

    private void checkHeaders(Exchange exchange, JsonNode documented, List<String> violations) {
        Set<String> known = new TreeSet<>(GENERAL_HEADERS);
        known.add(REQUEST_ID);
        for (Map.Entry<String, JsonNode> entry : documented.properties()) {
            known.add(entry.getKey().toLowerCase(java.util.Locale.ROOT));
            JsonNode header = document.resolve(entry.getValue());
            String value = exchange.answerHeader(entry.getKey());
            if (value == null && header.path("required").asBoolean()) {
                violations.add("has no header " + entry.getKey());
            } else if (value != null) {
                checkHeader(entry.getKey(), value, document.resolve(header.path("schema")), violations);
            }
        }
        exchange.answerHeaders().keySet().stream()
                .filter(name -> !known.contains(name) && !name.startsWith("access-control-"))
                .forEach(name -> violations.add("the header " + name + " is not documented"));
    }

    private void checkHeader(String name, String value, JsonNode schema, List<String> violations) {
        boolean number = schema.path("type").asText().equals("integer");
        if (number && !value.matches("-?\\d+")) {
            violations.add("the header %s is not a whole number: %s".formatted(name, value));
            return;
        }
        String instance = number ? value : json.getNodeFactory().textNode(value).toString();
        List<String> wrong = new ArrayList<>();
        checkSchema(schema.toString(), instance, wrong);
        wrong.forEach(each -> violations.add("the header " + name + ": " + each));
    }

    private void checkBody(Exchange exchange, JsonNode content, List<String> violations) {
        if (exchange.method().equals("HEAD")) {
            return;
        }
        if (content.isEmpty()) {
            if (!exchange.answerBody().isEmpty()) {
                violations.add("has a body, and none is documented");
            }
            return;
        }
        JsonNode media = content.path(exchange.mediaType());
        if (media.isMissingNode()) {
            List<String> documented =
                    content.properties().stream().map(Map.Entry::getKey).toList();
            violations.add("the content type '%s' is not documented; documented are %s"
                    .formatted(exchange.mediaType(), documented));
        } else if (exchange.mediaType().endsWith("json")) {
            checkSchema(media.path("schema").toString(), exchange.answerBody(), violations);
        }
    }

    private void checkSchema(String schema, String instance, List<String> violations) {
        try {
            json.readTree(instance);
            compiled.computeIfAbsent(schema, this::compile)
                    .validate(instance, InputFormat.JSON)
                    .forEach(error -> violations.add(error.toString()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            violations.add("is no JSON: " + instance);
        }
    }

    private Schema compile(String schema) {
        try {
            ObjectNode root =
                    (ObjectNode) json.readTree(schema.replace("\"#/components/", "\"" + DOCUMENT + "#/components/"));
            return registry.getSchema(root.toString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("The document's schema cannot be read: " + schema, e);
        }
    }
}
