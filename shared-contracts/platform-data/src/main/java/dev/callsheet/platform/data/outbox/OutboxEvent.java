package dev.callsheet.platform.data.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventMetadata;
import dev.callsheet.platform.web.request.Json;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * A committed event on its way out.
 *
 * @param key the aggregate's id, which keeps its events in one partition
 * @param json the {@link DomainEvent} as consumers and webhooks get it
 */
record OutboxEvent(long position, UUID id, String type, String key, String json) {

    static OutboxEvent from(Row row) {
        UUID aggregateId = row.getUUID("aggregate_id");
        var event = new DomainEvent<>(
                row.getUUID("id"),
                row.getString("type"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getUUID("organization_id"),
                aggregateId,
                row.getLong("sequence"),
                new RawValue(row.getString("data")),
                new EventMetadata(
                        row.getString("triggered_by"), row.getString("request_id"), EventMetadata.API_VERSION));
        try {
            return new OutboxEvent(
                    row.getLong("position"),
                    event.id(),
                    event.type(),
                    aggregateId.toString(),
                    Json.events().writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Event " + event.id() + " cannot be written as JSON", e);
        }
    }
}
