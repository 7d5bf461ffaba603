package dev.callsheet.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to one aggregate of one organization; the same JSON travels over Kafka and to webhooks
 * (Sector Pro 5.11, "Webhook Payload Format").
 *
 * @param id the event's own id, the same on every redelivery: whoever saw it once may drop it
 * @param type the name of an {@link EventType}, such as {@code job.created}
 * @param createdAt when it was written, UTC
 * @param aggregateId the resource that it is about, and the Kafka key
 * @param sequence counts the events of one aggregate from 1 without gaps, in the order of their commits; nothing is
 *     promised across aggregates
 */
public record DomainEvent<T>(
        UUID id,
        String type,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("organization_id") UUID organizationId,
        @JsonProperty("aggregate_id") UUID aggregateId,
        long sequence,
        T data,
        EventMetadata metadata) {}
