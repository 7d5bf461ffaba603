package dev.callsheet.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads the documents that are packaged with the gateway: each service's committed one, and the gateway's own. */
public final class ApiDescription {

    private ApiDescription() {}

    /**
     * The whole description.
     *
     * @throws IllegalStateException when a service has no document
     */
    public static ObjectNode load(Collection<String> services, ApiVersions versions, ObjectMapper json) {
        Map<String, JsonNode> documents = new TreeMap<>();
        documents.put(DocumentMerge.OWN, read(DocumentMerge.OWN, json));
        services.forEach(service -> documents.put(service, read(service, json)));
        return DocumentMerge.merge(documents, versions.newest());
    }

    private static JsonNode read(String service, ObjectMapper json) {
        String resource = "openapi/%s-service/openapi.json".formatted(service);
        try (InputStream document = ApiDescription.class.getClassLoader().getResourceAsStream(resource)) {
            if (document == null) {
                throw new IllegalStateException(
                        "routes.txt names the service %s, and there is no %s-service/openapi.json"
                                .formatted(service, service));
            }
            return json.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
