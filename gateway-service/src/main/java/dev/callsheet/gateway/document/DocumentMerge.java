package dev.callsheet.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes one document of those of the services. A component that services share stays one as long as it is the same in all of
 * them; where it differs, or refers to one that does, each service's gets the service's name before its own.
 */
public final class DocumentMerge {

    /** The document that says what the API is as a whole. */
    public static final String OWN = "gateway";

    private static final String COMPONENTS = "#/components/";

    private final SortedMap<String, JsonNode> documents;
    private final Set<String> clashing = new HashSet<>();

    private DocumentMerge(SortedMap<String, JsonNode> documents) {
        this.documents = documents;
    }

    /**
     * The whole document.
     *
     * @param documents by service, the gateway's own among them
     * @param version the newest version of the API
     * @throws IllegalStateException when two services document one operation, or give two the same id
     */
    public static ObjectNode merge(Map<String, JsonNode> documents, String version) {
        DocumentMerge merge = new DocumentMerge(new TreeMap<>(documents));
        merge.findClashes();
        return merge.build(version);
    }

    private void findClashes() {
        Map<String, JsonNode> first = new HashMap<>();
        documents
                .values()
                .forEach(document -> eachComponent(document, (reference, component) -> {
                    JsonNode before = first.putIfAbsent(reference, component);
                    if (before != null && !before.equals(component)) {
                        clashing.add(reference);
                    }
                }));
        int before;
        do {
            before = clashing.size();
            documents
                    .values()
                    .forEach(document -> eachComponent(document, (reference, component) -> {
                        if (refersToClash(component)) {
                            clashing.add(reference);
                        }
                    }));
        } while (clashing.size() > before);
        clashing.removeIf(reference -> countOf(reference) < 2);
    }

    private long countOf(String reference) {
        return documents.values().stream()
                .filter(document -> !document.at(reference.substring(1)).isMissingNode())
                .count();
    }

    private boolean refersToClash(JsonNode node) {
        if (clashing.contains(node.path("$ref").asText())) {
            return true;
        }
        for (JsonNode child : node) {
            if (refersToClash(child)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode build(String version) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        JsonNode own = documents.getOrDefault(OWN, JsonNodeFactory.instance.objectNode());
        merged.put("openapi", "3.1.0");
        ObjectNode info = merged.putObject("info");
        info.setAll((ObjectNode) own.path("info"));
        info.put("version", version);
        merged.putArray("servers").addObject().put("url", "/").put("description", "The gateway that answered this.");
        Map<String, JsonNode> tags = new TreeMap<>();
        Map<String, JsonNode> paths = new TreeMap<>();
        Map<String, Map<String, JsonNode>> components = new TreeMap<>();
        documents.forEach((service, document) -> {
            JsonNode renamed = rename(document.deepCopy(), service);
            renamed.path("tags")
                    .forEach(tag -> tags.merge(
                            tag.path("name").asText(), tag, (one, other) -> one.has("description") ? one : other));
            renamed.path("paths").properties().forEach(path -> {
                if (paths.put(path.getKey(), path.getValue()) != null) {
                    throw new IllegalStateException(path.getKey() + " is documented by two services");
                }
            });
            renamed.path("components")
                    .properties()
                    .forEach(kind -> kind.getValue()
                            .properties()
                            .forEach(component -> components
                                    .computeIfAbsent(kind.getKey(), _ -> new TreeMap<>())
                                    .put(
                                            nameOf(COMPONENTS + kind.getKey() + "/" + component.getKey(), service),
                                            component.getValue())));
        });
        requireDistinctIds(paths);
        ArrayNode tagList = merged.putArray("tags");
        tags.values().forEach(tagList::add);
        merged.putObject("paths").setAll(paths);
        putComponents(merged, components);
        return merged;
    }

    /** Those that something refers to; the gateway's own document offers all that operations may need. */
    private static void putComponents(ObjectNode merged, Map<String, Map<String, JsonNode>> components) {
        Set<String> used = new HashSet<>();
        collectReferences(merged.path("paths"), components, used);
        ObjectNode all = merged.putObject("components");
        components.forEach((kind, named) -> {
            if (!kind.equals("securitySchemes")) {
                named.keySet().removeIf(name -> !used.contains(COMPONENTS + kind + "/" + name));
            }
            if (!named.isEmpty()) {
                all.putObject(kind).setAll(named);
            }
        });
    }

    private static void collectReferences(
            JsonNode node, Map<String, Map<String, JsonNode>> components, Set<String> used) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith(COMPONENTS) && used.add(reference)) {
            String[] parts = reference.substring(COMPONENTS.length()).split("/", 2);
            JsonNode target = components.getOrDefault(parts[0], Map.of()).get(parts[1]);
            if (target == null) {
                throw new IllegalStateException("There is no " + reference);
            }
            collectReferences(target, components, used);
        }
        node.forEach(child -> collectReferences(child, components, used));
    }

    private static void requireDistinctIds(Map<String, JsonNode> paths) {
        Set<String> ids = new TreeSet<>();
        paths.values()
                .forEach(item -> item.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    if (!ids.add(id)) {
                        throw new IllegalStateException("Two operations have the operationId " + id);
                    }
                }));
    }

    private JsonNode rename(JsonNode node, String service) {
        if (node instanceof ObjectNode object
                && clashing.contains(object.path("$ref").asText())) {
            String reference = object.path("$ref").asText();
            int name = reference.lastIndexOf('/') + 1;
            object.put("$ref", reference.substring(0, name) + nameOf(reference, service));
        }
        for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
            rename(children.next(), service);
        }
        return node;
    }

    private String nameOf(String reference, String service) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return clashing.contains(reference)
                ? Character.toUpperCase(service.charAt(0)) + service.substring(1) + name
                : name;
    }

    private static void eachComponent(JsonNode document, Visitor visitor) {
        document.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .properties()
                        .forEach(component -> visitor.visit(
                                COMPONENTS + kind.getKey() + "/" + component.getKey(), component.getValue())));
    }

    private interface Visitor {
        void visit(String reference, JsonNode component);
    }
}
