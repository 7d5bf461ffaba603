package dev.callsheet.contracts.timesheet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A timesheet as it stood when the event was written.
 *
 * @param technicianId the crew member who worked
 * @param date the day on which the work began, in the organization's zone
 * @param startsAt the first instant of the work, UTC
 * @param endsAt the first instant after it, UTC
 * @param breakMinutes unpaid minutes between the two
 * @param workedMinutes the time between the two instants less the break
 * @param status {@code draft} or {@code submitted}
 */
public record TimesheetSnapshot(
        UUID id,
        @JsonProperty("job_id") UUID jobId,
        @JsonProperty("technician_id") UUID technicianId,
        LocalDate date,
        @JsonProperty("starts_at") Instant startsAt,
        @JsonProperty("ends_at") Instant endsAt,
        @JsonProperty("break_minutes") int breakMinutes,
        @JsonProperty("worked_minutes") int workedMinutes,
        String status,
        long version) {}
