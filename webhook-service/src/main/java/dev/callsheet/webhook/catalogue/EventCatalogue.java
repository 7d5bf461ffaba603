package dev.callsheet.webhook.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Contracts;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.platform.web.request.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every event type of the contracts; the samples are the golden ones that the contracts are tested against. */
@ApplicationScoped
public class EventCatalogue {

    private static final String WHERE_TO_LOOK = "GET /api/v1/webhooks/event-types lists the valid ones; "
            + "'job.*' stands for all of one resource and '*' for all";

    private final Set<String> names =
            Contracts.eventTypes().map(EventType::name).collect(Collectors.toSet());

    public List<EventTypeResponse> list() {
        return Contracts.eventTypes()
                .map(type -> new EventTypeResponse(
                        type.name(), type.description(), sampleOf(type.name()), RecordSchema.of(type)))
                .toList();
    }

    /** What is wrong with a pattern; empty when at least one event type matches it. */
    public Optional<String> objectionTo(String pattern) {
        boolean wellFormed = pattern.equals("*") || pattern.matches("[a-z_]+\\.([a-z_]+|\\*)");
        EventPattern candidate = new EventPattern(pattern);
        return wellFormed && names.stream().anyMatch(candidate::matches)
                ? Optional.empty()
                : Optional.of("Unknown event type '" + pattern + "'. " + WHERE_TO_LOOK);
    }

    private static JsonNode sampleOf(String name) {
        try (InputStream sample = EventCatalogue.class.getResourceAsStream("/event-samples/" + name + ".json")) {
            if (sample == null) {
                throw new IllegalStateException("The event type " + name + " has no golden sample in contracts");
            }
            return Json.events().readTree(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
