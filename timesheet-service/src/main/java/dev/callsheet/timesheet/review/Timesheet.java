package dev.callsheet.timesheet.review;

import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A timesheet; holds the rules when it may be changed and what was worked. The zone of its clock stays the one that it
 * was made in, so that an organization that moves does not rewrite its past.
 */
@Entity
public class Timesheet extends OrganizationEntity {

    @Column(nullable = false)
    private UUID jobId;

    @Column(nullable = false)
    private UUID technicianId;

    @Column(nullable = false)
    private LocalDate date;

    @Column(nullable = false)
    private String startTime;

    @Column(nullable = false)
    private String endTime;

    @Column(nullable = false, updatable = false)
    private String timeZone;

    @Column(nullable = false)
    private Instant startsAt;

    @Column(nullable = false)
    private Instant endsAt;

    @Column(nullable = false)
    private int breakMinutes;

    @Column(nullable = false)
    private int workedMinutes;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private TimesheetStatus status = TimesheetStatus.DRAFT;

    private @Nullable String notes;
    private @Nullable Instant submittedAt;

    protected Timesheet() {}

    /**
     * A draft.
     *
     * @param zone of the clock that the request's times were read from
     * @throws ApiException when its times make no sense, see {@link #apply}
     */
    Timesheet(TimesheetRequest request, ZoneId zone) {
        timeZone = zone.getId();
        apply(request);
    }

    /**
     * Takes over what an update says.
     *
     * @throws ApiException {@code UNPROCESSABLE} when it is no draft any more; {@code INVALID_TIME_RANGE} or {@code
     *     VALIDATION_ERROR} when its times make no sense
     */
    final void apply(TimesheetRequest request) {
        requireDraft("changed");
        WorkSpan span = WorkSpan.of(request.date(), request.startTime(), request.endTime(), ZoneId.of(timeZone));
        int pause = Objects.requireNonNullElse(request.breakMinutes(), 0);
        if (pause >= span.minutes()) {
            throw ApiException.invalid(
                    "break_minutes",
                    "must be less than the %d minutes between start and end, was %d".formatted(span.minutes(), pause));
        }
        jobId = request.jobId();
        technicianId = request.technicianId();
        date = request.date();
        startTime = request.startTime();
        endTime = request.endTime();
        startsAt = span.startsAt();
        endsAt = span.endsAt();
        breakMinutes = pause;
        workedMinutes = span.minutes() - pause;
        notes = request.notes();
    }

    /**
     * Hands the hours over for approval.
     *
     * @throws ApiException {@code UNPROCESSABLE} when that has happened already
     */
    void submit() {
        requireDraft("submitted");
        status = TimesheetStatus.SUBMITTED;
        submittedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws ApiException {@code UNPROCESSABLE} when it is no draft any more: hours that somebody relies on stay */
    @Override
    public void delete() {
        requireDraft("deleted");
        super.delete();
    }

    private void requireDraft(String action) {
        if (status != TimesheetStatus.DRAFT) {
            throw new ApiException(
                            ErrorCode.UNPROCESSABLE,
                            "A timesheet that is %s cannot be %s.".formatted(status.spelling(), action))
                    .withDetail("status", "Only a draft can be " + action);
        }
    }

    TimesheetRequest asRequest() {
        return new TimesheetRequest(jobId, technicianId, date, startTime, endTime, breakMinutes, notes);
    }

    UUID jobId() {
        return jobId;
    }

    UUID technicianId() {
        return technicianId;
    }

    LocalDate date() {
        return date;
    }

    String startTime() {
        return startTime;
    }

    String endTime() {
        return endTime;
    }

    String timeZone() {
        return timeZone;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    int breakMinutes() {
        return breakMinutes;
    }

    int workedMinutes() {
        return workedMinutes;
    }

    TimesheetStatus status() {
        return status;
    }

    @Nullable String notes() {
        return notes;
    }

    @Nullable Instant submittedAt() {
        return submittedAt;
    }
}
