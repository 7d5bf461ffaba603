package dev.callsheet.system.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.system.contract.ApiDocument;
import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The resources of one company that paths and bodies may name. What is asked for and is not there yet is made, by the
 * collection's own POST; what cannot be made is taken from the collection's list.
 */
final class Parents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TO_A_COLLECTION = 12;

    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, Function<Map<String, String>, String>> sources = new HashMap<>();
    private final Set<String> untouchable = new HashSet<>();
    private final ApiDocument document;
    private final Maker maker;

    /** Makes a valid request to an operation and sends it. */
    interface Maker {
        Exchange call(Operation operation, Map<String, String> pathValues);
    }

    Parents(ApiDocument document, Maker maker) {
        this.document = document;
        this.maker = maker;
    }

    /** Never to be given out: what the run itself lives by, such as its key. */
    void protect(String id) {
        untouchable.add(id);
        ids.values().forEach(known -> known.remove(id));
    }

    /** Where ids of a collection come from that cannot be posted to. */
    void supply(String collection, Function<Map<String, String>, String> source) {
        sources.put(collection, source);
    }

    /** Whether something of the collection can be had. */
    boolean has(String collection) {
        return sources.containsKey(collection)
                || find("POST", collection).isPresent()
                || find("GET", collection).isPresent();
    }

    /**
     * Values for an operation's path parameters.
     *
     * @param fresh whether the last one is to be new, for what changes it for good
     */
    Map<String, String> pathValues(Operation operation, boolean fresh, Draw draw) {
        Map<String, String> values = new HashMap<>();
        List<String> names = operation.pathParameters();
        for (int i = 0; i < names.size(); i++) {
            String collection = operation.path().substring(0, operation.path().indexOf("/{" + names.get(i) + "}"));
            boolean last = i == names.size() - 1;
            values.put(names.get(i), fresh && last ? fresh(collection, values) : any(collection, values, draw));
        }
        return values;
    }

    /** One that there is, or a new one. */
    String any(String collection, Map<String, String> above, Draw draw) {
        List<String> known = ids.computeIfAbsent(concrete(collection, above), key -> new ArrayList<>());
        boolean canBeMade =
                sources.containsKey(collection) || find("POST", collection).isPresent();
        if (known.isEmpty() || (known.size() < 3 && canBeMade && above.isEmpty())) {
            return made(collection, above);
        }
        return draw.from(known);
    }

    /** A new one that is kept for later. */
    private String made(String collection, Map<String, String> above) {
        String id = fresh(collection, above);
        remember(collection, above, id);
        return id;
    }

    /** A new one for one request, where the collection can be posted to; else one of its list. */
    String fresh(String collection, Map<String, String> above) {
        Function<Map<String, String>, String> source = sources.get(collection);
        if (source != null) {
            return source.apply(above);
        }
        Optional<Operation> create = find("POST", collection);
        if (create.isEmpty()) {
            return listed(collection, above);
        }
        Exchange made = maker.call(create.get(), above);
        String id = nameOf(collection, read(made).path("data"));
        if (made.status() >= 300 || id.isEmpty()) {
            throw new AssertionError("Nothing could be made at " + collection + ": " + made.status() + " "
                    + made.answerBody() + "\n" + made.asCurl());
        }
        return id;
    }

    private String listed(String collection, Map<String, String> above) {
        Operation list = find("GET", collection)
                .orElseThrow(() -> new AssertionError("The document has no operation that gives one of " + collection));
        Exchange answer = maker.call(list, above);
        List<String> found = new ArrayList<>();
        read(answer).path("data").forEach(each -> {
            String id = nameOf(collection, each);
            if (!id.isEmpty() && !untouchable.contains(id)) {
                found.add(id);
            }
        });
        if (found.isEmpty()) {
            throw new AssertionError(
                    "There is nothing in " + collection + ": " + answer.status() + " " + answer.answerBody());
        }
        ids.put(concrete(collection, above), found);
        return found.getFirst();
    }

    /** Takes notice of what an exchange made or removed. */
    void learn(ApiRequest request, Exchange exchange) {
        String path = request.operation.path();
        if (exchange.status() == 201 && request.operation.method().equals("POST")) {
            String id = nameOf(path, read(exchange).path("data"));
            if (!id.isEmpty()) {
                remember(path, request.pathValues, id);
            }
        } else if (request.operation.method().equals("DELETE") && exchange.status() < 300 && path.endsWith("}")) {
            String concrete = concrete(path, request.pathValues);
            int last = concrete.lastIndexOf('/');
            List<String> known = ids.get(concrete.substring(0, last));
            if (known != null) {
                known.remove(concrete.substring(last + 1));
            }
        }
    }

    /** A spoiled request may remove something unnoticed, such as one that spells an id in capitals. */
    void forgetWhatIsNamedIn(String refusal) {
        ids.values().forEach(known -> known.removeIf(refusal::contains));
    }

    private void remember(String collection, Map<String, String> above, String id) {
        if (untouchable.contains(id)) {
            return;
        }
        List<String> known = ids.computeIfAbsent(concrete(collection, above), key -> new ArrayList<>());
        if (!known.contains(id)) {
            known.add(id);
        }
        if (known.size() > MOST_TO_A_COLLECTION) {
            known.removeFirst();
        }
    }

    private Optional<Operation> find(String method, String collection) {
        return document.operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(collection))
                .findFirst();
    }

    /** What paths below the collection name a resource by: its id, or the attribute that their parameter is called by. */
    private String nameOf(String collection, JsonNode resource) {
        String attribute = document.operations().stream()
                .map(Operation::path)
                .filter(path -> path.startsWith(collection + "/{"))
                .map(path -> path.substring(collection.length() + 2, path.indexOf('}', collection.length())))
                .findFirst()
                .orElse("id");
        return resource.path("attributes")
                .path(attribute)
                .asText(resource.path("id").asText());
    }

    private static String concrete(String template, Map<String, String> values) {
        String path = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return path;
    }

    static JsonNode read(Exchange exchange) {
        try {
            return JSON.readTree(exchange.answerBody().isEmpty() ? "{}" : exchange.answerBody());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + exchange.answerBody(), e);
        }
    }
}
