package dev.callsheet.timesheet.review;

import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A timesheet as answers show it (Sector Pro 5.4).
 *
 * @param timeZone where the clock hangs that {@code start_time} and {@code end_time} were read from
 * @param workedMinutes the time that elapsed between start and end, less the break
 */
@ResourceType("timesheet")
public record TimesheetAttributes(
        UUID jobId,
        UUID technicianId,
        LocalDate date,
        @Schema(examples = "20:00") String startTime,
        @Schema(examples = "02:30") String endTime,
        @Schema(examples = "Europe/Madrid") String timeZone,
        Instant startsAt,
        @Schema(examples = "2027-06-16T02:30:00+02:00") Instant endsAt,
        @Schema(examples = "30") int breakMinutes,
        @Schema(examples = "360") int workedMinutes,
        TimesheetStatus status,
        @Nullable String notes,
        @Nullable Instant submittedAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<TimesheetAttributes> resourceOf(Timesheet timesheet) {
        return new Resource<>(timesheet.id(), "timesheet", attributesOf(timesheet), relationshipsOf(timesheet));
    }

    private static TimesheetAttributes attributesOf(Timesheet timesheet) {
        return new TimesheetAttributes(
                timesheet.jobId(),
                timesheet.technicianId(),
                timesheet.date(),
                timesheet.startTime(),
                timesheet.endTime(),
                timesheet.timeZone(),
                timesheet.startsAt(),
                timesheet.endsAt(),
                timesheet.breakMinutes(),
                timesheet.workedMinutes(),
                timesheet.status(),
                timesheet.notes(),
                timesheet.submittedAt(),
                timesheet.version(),
                timesheet.createdAt(),
                timesheet.updatedAt());
    }

    private static Map<String, Object> relationshipsOf(Timesheet timesheet) {
        return Map.of(
                "job", Relationship.to("job", timesheet.jobId()),
                "technician", Relationship.to("crew", timesheet.technicianId()));
    }
}
