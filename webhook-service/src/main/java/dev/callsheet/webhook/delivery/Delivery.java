package dev.callsheet.webhook.delivery;

import dev.callsheet.platform.data.entity.OrganizationEntity;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the log shows it. Read only, because the workers write it with SQL of their own; without its payload,
 * because a list would carry a hundred of them.
 */
@Entity
@Immutable
@Table(name = "delivery")
public class Delivery extends OrganizationEntity {

    private UUID webhookId;
    private UUID eventId;
    private String eventType;
    private UUID aggregateId;
    private long sequence;

    @Convert(converter = DeliveryStatusColumn.class)
    private DeliveryStatus status;

    private int attemptNumber;
    private @Nullable Instant nextRetryAt;
    private @Nullable Instant deliveredAt;
    private @Nullable Integer responseStatus;
    private @Nullable Integer responseTimeMs;
    private @Nullable String failureReason;

    @SuppressWarnings("NullAway.Init") // Only Hibernate makes one, and fills it.
    protected Delivery() {}

    UUID webhookId() {
        return webhookId;
    }

    UUID eventId() {
        return eventId;
    }

    String eventType() {
        return eventType;
    }

    UUID aggregateId() {
        return aggregateId;
    }

    long sequence() {
        return sequence;
    }

    DeliveryStatus status() {
        return status;
    }

    int attemptNumber() {
        return attemptNumber;
    }

    @Nullable Instant nextRetryAt() {
        return nextRetryAt;
    }

    @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    @Nullable Integer responseStatus() {
        return responseStatus;
    }

    @Nullable Integer responseTimeMs() {
        return responseTimeMs;
    }

    @Nullable String failureReason() {
        return failureReason;
    }
}
