package dev.callsheet.webhook.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker alone may attempt until its lease ends, with what its subscription says.
 *
 * @param attempts attempts that were made and counted before this one
 * @param gap the sequence of the earliest event that this one overtakes; null when it overtakes none
 * @param queuedAt when the delivery was queued, for the lag of a first attempt
 */
record ClaimedDelivery(
        UUID organizationId,
        UUID id,
        UUID webhookId,
        UUID eventId,
        String eventType,
        UUID aggregateId,
        long sequence,
        String payload,
        int attempts,
        boolean failedBefore,
        @Nullable Long gap,
        Instant queuedAt,
        OffsetDateTime claimedUntil,
        String url,
        String sealedSecret,
        @Nullable String sealedPreviousSecret,
        @Nullable String sealedAuthHeader,
        RetrySchedule retries) {}
