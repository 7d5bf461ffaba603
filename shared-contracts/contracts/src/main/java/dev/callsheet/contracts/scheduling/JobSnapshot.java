package dev.callsheet.contracts.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when the event was written; enough for another service to keep its read model from events alone.
 *
 * @param status {@code pendiente}, {@code tentativa}, {@code confirmado} or {@code cancelado}
 * @param jobType {@code single}, {@code festival}, {@code tourdate}, {@code evento} or {@code dryhire}
 * @param startTime the first instant of the job, UTC
 * @param endTime the first instant after it, UTC
 */
public record JobSnapshot(
        UUID id,
        String title,
        String status,
        @JsonProperty("job_type") String jobType,
        @JsonProperty("start_time") Instant startTime,
        @JsonProperty("end_time") Instant endTime,
        @JsonProperty("tour_id") @Nullable UUID tourId,
        @JsonProperty("location_id") @Nullable UUID locationId,
        List<String> departments,
        long version) {}
