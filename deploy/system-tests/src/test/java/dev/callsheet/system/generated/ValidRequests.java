package dev.callsheet.system.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.callsheet.system.contract.ApiDocument;
import dev.callsheet.system.contract.Contract;
import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import dev.callsheet.system.fleet.Company;
import dev.callsheet.system.fleet.RunningFleet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Requests of one company that should succeed: the document's own examples, with ids of resources that exist in place of
 * the examples', and with what must be unique made so. What an example cannot say is a {@link Recipes recipe}.
 */
public final class ValidRequests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> UNIQUE = Set.of("email", "dni", "serial_number", "name", "code");
    private static final Set<String> PAGE_STYLE = Set.of("page", "per_page");
    private static final Set<String> CURSOR_STYLE = Set.of("limit");
    private static final Set<String> NEEDS_WHAT_WAS_ANSWERED = Set.of("cursor");

    /** Collections whose names do not follow from the field's. */
    private static final Map<String, String> COLLECTIONS = Map.of("technician_id", "/api/v1/crew");

    private final AtomicInteger counter = new AtomicInteger();
    private final RunningFleet fleet;
    private final Contract contract;
    private final ApiSender sender;
    private final Company company;
    private final Draw draw;
    private final Parents parents;
    private final SchemaValues values;
    private final Recipes recipes;

    public ValidRequests(RunningFleet fleet, Company company, long seed) {
        this.fleet = fleet;
        this.contract = fleet.contract();
        this.sender = new ApiSender(fleet.credentials().baseUrl());
        this.company = company;
        this.draw = new Draw(seed);
        this.values = new SchemaValues(contract.document(), draw);
        this.parents = new Parents(contract.document(), this::call);
        this.recipes = new Recipes(this);
        recipes.protectTheRun();
    }

    public Company company() {
        return company;
    }

    RunningFleet fleet() {
        return fleet;
    }

    /** An id of the company's own in a collection; a new one where it is to be changed for good. */
    public String idIn(String collection, boolean fresh) {
        return fresh ? parents.fresh(collection, Map.of()) : parents.any(collection, Map.of(), draw);
    }

    /** What a run lives by must not be given out as something to change. */
    public void protect(String id) {
        parents.protect(id);
    }

    Parents parents() {
        return parents;
    }

    ApiDocument document() {
        return contract.document();
    }

    /**
     * A plain valid request: the example as it stands, no query, the company's key, and a resource of its own for what
     * changes one.
     */
    public ApiRequest plain(Operation operation) {
        return plain(
                operation, parents.pathValues(operation, !operation.method().equals("GET"), draw));
    }

    ApiRequest plain(Operation operation, Map<String, String> pathValues) {
        ApiRequest request = byExample(operation, pathValues);
        recipes.apply(request);
        return request;
    }

    private ApiRequest byExample(Operation operation, Map<String, String> pathValues) {
        ApiRequest request = new ApiRequest(operation);
        request.pathValues.putAll(pathValues);
        if (operation.needsCredential()) {
            request.headers.put("Authorization", "Bearer " + company.key());
        }
        operation.bodySchema().ifPresent(schema -> {
            request.headers.put("Content-Type", "application/json");
            JsonNode example = operation.bodyExample();
            request.body = fitted(example == null ? values.valid(schema) : example.deepCopy());
        });
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query") && parameter.required())
                .forEach(parameter -> addQuery(request, parameter));
        return request;
    }

    /** Another request than the given one: other in its body, or, without one, in the resource that it names. */
    public ApiRequest differing(ApiRequest request) {
        ApiRequest other = request.copy();
        ApiRequest anew = plain(request.operation);
        if (request.body == null) {
            other.pathValues.putAll(anew.pathValues);
        } else if (request.body.equals(anew.body)) {
            other.rawBody = (request.body + " ").getBytes(StandardCharsets.UTF_8);
        } else {
            other.body = anew.body;
        }
        return other;
    }

    /** A valid request with a choice of optional fields and parameters. */
    ApiRequest varied(Operation operation) {
        ApiRequest request = byExample(operation, parents.pathValues(operation, changesForGood(operation), draw));
        operation.bodySchema().ifPresent(schema -> leaveOut(request, schema));
        if (operation.isIdempotentByKey() && draw.chance(0.5)) {
            request.headers.put("X-Idempotency-Key", draw.uuid().toString());
        }
        if (draw.chance(0.2) && takes(operation, "If-Match")) {
            request.headers.put("If-Match", "*");
        }
        boolean byPage = draw.chance(0.5);
        for (Operation.Parameter parameter : operation.parameters()) {
            boolean fits = !(byPage ? CURSOR_STYLE : PAGE_STYLE).contains(parameter.name())
                    && !NEEDS_WHAT_WAS_ANSWERED.contains(parameter.name());
            if (parameter.in().equals("query") && !parameter.required() && fits && draw.chance(0.2)) {
                addQuery(request, parameter);
            }
        }
        recipes.apply(request);
        return request;
    }

    /** Sends, and holds the answer against the contract. */
    public Exchange send(ApiRequest request) {
        Exchange exchange = sender.send(request);
        contract.hold(exchange);
        parents.learn(request, exchange);
        return exchange;
    }

    /** Sends again for a while as long as the service has not heard of what another has just made. */
    public Exchange sendOnceHeard(ApiRequest request) {
        Exchange[] last = new Exchange[1];
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> last[0] = send(request), answer -> !isUnheard(answer));
        } catch (ConditionTimeoutException e) {
            return last[0];
        }
    }

    private static boolean isUnheard(Exchange answer) {
        return answer.status() == 400 && answer.answerBody().contains("There is no ");
    }

    /** Sends without a look at the contract, for a run that counts by itself. */
    ApiSender sender() {
        return sender;
    }

    private Exchange call(Operation operation, Map<String, String> pathValues) {
        Exchange answer = sendOnceHeard(plain(operation, pathValues));
        if (!isUnheard(answer)) {
            return answer;
        }
        parents.forgetWhatIsNamedIn(answer.answerBody());
        return sendOnceHeard(plain(operation, pathValues));
    }

    /** Whether an operation needs a resource that nobody needs afterwards. */
    static boolean changesForGood(Operation operation) {
        return operation.method().equals("DELETE")
                || (operation.method().equals("POST")
                        && !operation.pathParameters().isEmpty());
    }

    static boolean takes(Operation operation, String header) {
        return operation.parameters().stream()
                .anyMatch(parameter ->
                        parameter.in().equals("header") && parameter.name().equals(header));
    }

    String unique(String text) {
        String id = company.organizationId();
        return text + "_" + counter.incrementAndGet() + id.substring(id.length() - 6);
    }

    private void leaveOut(ApiRequest request, JsonNode schema) {
        if (!(request.body instanceof ObjectNode body)) {
            return;
        }
        Set<String> required = new HashSet<>();
        document().resolve(schema).path("required").forEach(name -> required.add(name.asText()));
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        boolean patch = !request.operation.method().equals("POST");
        for (String name : names) {
            if (!required.contains(name) && !(patch && body.size() == 1) && draw.chance(0.15)) {
                body.remove(name);
            }
        }
    }

    private void addQuery(ApiRequest request, Operation.Parameter parameter) {
        JsonNode schema = parameter.schema();
        if (parameter.node().path("style").asText().equals("deepObject")) {
            List<String> keys = new ArrayList<>();
            schema.path("properties").fieldNames().forEachRemaining(keys::add);
            String key = draw.from(keys);
            String value = text(values.valid(schema.path("properties").path(key)));
            request.query.add(
                    new ApiRequest.QueryParameter(parameter.name() + "[" + key + "]", value.isEmpty() ? "x" : value));
            return;
        }
        JsonNode value = values.valid(schema);
        if (value instanceof ArrayNode array) {
            List<String> parts = new ArrayList<>();
            array.forEach(part -> {
                if (!parts.contains(text(part))) {
                    parts.add(text(part));
                }
            });
            if (!parts.isEmpty()) {
                request.query.add(new ApiRequest.QueryParameter(parameter.name(), String.join(",", parts)));
            }
        } else if (!text(value).isEmpty()) {
            request.query.add(new ApiRequest.QueryParameter(parameter.name(), text(value)));
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /** The example with ids that exist, and with what must be unique made so. */
    private JsonNode fitted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (name.endsWith("_id") && value.isTextual()) {
                    Optional<String> collection = collectionOf(name);
                    if (collection.isPresent()) {
                        object.put(name, parents.any(collection.get(), Map.of(), draw));
                    } else {
                        object.remove(name);
                    }
                } else if (UNIQUE.contains(name) && value.isTextual()) {
                    object.set(name, TextNode.valueOf(uniqueLike(value.asText())));
                } else {
                    fitted(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(this::fitted);
        }
        return node;
    }

    private String uniqueLike(String text) {
        int at = text.indexOf('@');
        return at < 0 ? unique(text) : unique(text.substring(0, at)) + text.substring(at);
    }

    private Optional<String> collectionOf(String field) {
        String known = COLLECTIONS.get(field);
        String collection =
                known != null ? known : "/api/v1/" + field.substring(0, field.length() - "_id".length()) + "s";
        return document().operations().stream()
                        .anyMatch(operation -> operation.name().equals("POST " + collection))
                ? Optional.of(collection)
                : Optional.empty();
    }
}
