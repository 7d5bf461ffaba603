package dev.callsheet.webhook.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.callsheet.platform.web.request.Json;
import java.util.Objects;
import java.util.UUID;

/**
 * What the intake must know of an event. The rest is passed on as it stands, byte for byte, so that a type this release
 * does not know reaches those who subscribed to it.
 */
record EventHeader(UUID id, String type, UUID organizationId, UUID aggregateId, Long sequence) {

    private static final ObjectReader READER = Json.events().readerFor(EventHeader.class);

    EventHeader {
        Objects.requireNonNull(id, "id is missing");
        Objects.requireNonNull(type, "type is missing");
        Objects.requireNonNull(organizationId, "organization_id is missing");
        Objects.requireNonNull(aggregateId, "aggregate_id is missing");
        Objects.requireNonNull(sequence, "sequence is missing");
    }

    /**
     * Reads the envelope.
     *
     * @throws UnreadableEventException when it is not an event
     */
    static EventHeader parse(String json) {
        if (json.indexOf('\0') >= 0) {
            throw new UnreadableEventException("It holds U+0000, which cannot be stored");
        }
        try {
            EventHeader header = READER.readValue(json);
            if (header == null) {
                throw new UnreadableEventException("It is JSON null");
            }
            return header;
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(e.getOriginalMessage());
        }
    }
}
