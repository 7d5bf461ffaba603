package dev.callsheet.platform.web.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Renders an envelope once, with the entity tag that belongs to it. */
@ApplicationScoped
public class EnvelopeRenderer {

    private final ObjectMapper json;

    @Inject
    public EnvelopeRenderer(ObjectMapper json) {
        this.json = json;
    }

    public Rendered render(Envelope<?> envelope) {
        try {
            String body = envelope.fields() == null
                    ? json.writeValueAsString(envelope)
                    : json.writeValueAsString(prune(json.valueToTree(envelope), envelope.fields()));
            return new Rendered(body, tagOf(envelope.data(), body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    private static JsonNode prune(JsonNode envelope, Set<String> fields) {
        JsonNode data = envelope.path("data");
        if (data.isArray()) {
            data.forEach(resource -> retain(resource, fields));
        } else {
            retain(data, fields);
        }
        return envelope;
    }

    private static void retain(JsonNode resource, Set<String> fields) {
        if (resource.path("attributes") instanceof ObjectNode attributes) {
            attributes.retain(fields);
        }
    }

    /** Derived and expanded parts change without the version, so the content counts too. */
    private static @Nullable String tagOf(Object data, String body) {
        CRC32 content = new CRC32();
        content.update(body.getBytes(StandardCharsets.UTF_8));
        String hash = Long.toHexString(content.getValue());
        if (!(data instanceof Resource<?> resource)) {
            return null;
        }
        return resource.attributes() instanceof Versioned versioned
                ? "\"%d.%s\"".formatted(versioned.version(), hash)
                : "\"%s\"".formatted(hash);
    }

    /**
     * An answer's body.
     *
     * @param tag the entity tag, quoted; null for what is no single resource
     */
    public record Rendered(String body, @Nullable String tag) {}
}
