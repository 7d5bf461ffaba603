package dev.callsheet.contracts.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A tour or festival as it stood when the event was written.
 *
 * @param tourType {@code tour} or {@code festival}
 * @param status {@code active}, {@code completed} or {@code cancelled}
 * @param startDate the first day, in the organization's zone
 * @param endDate the last day, inclusive
 */
public record TourSnapshot(
        UUID id,
        String name,
        @JsonProperty("tour_type") String tourType,
        String status,
        @JsonProperty("start_date") LocalDate startDate,
        @JsonProperty("end_date") LocalDate endDate,
        long version) {}
