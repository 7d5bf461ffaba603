package dev.callsheet.timesheet.review;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a timesheet (Sector Pro 5.4).
 *
 * @param technicianId the crew member who worked
 * @param date the day on which the work began
 * @param endTime on the next day where it is not after the start
 * @param breakMinutes none when absent
 */
@ReadOnlyAttributes({
    "id",
    "type",
    "version",
    "status",
    "time_zone",
    "starts_at",
    "ends_at",
    "worked_minutes",
    "submitted_at",
    "created_at",
    "updated_at"
})
record TimesheetRequest(
        @NotNull UUID jobId,
        @NotNull UUID technicianId,
        @NotNull LocalDate date,

        @Schema(examples = "20:00")
        @NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d", message = "must be a time such as 20:00")
        String startTime,

        @Schema(examples = "02:30")
        @NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d|24:00", message = "must be a time such as 20:00")
        String endTime,

        @Schema(examples = "30") @Min(0) @Max(1440) @Nullable Integer breakMinutes,

        @Size(max = 5000) @Nullable String notes) {}
