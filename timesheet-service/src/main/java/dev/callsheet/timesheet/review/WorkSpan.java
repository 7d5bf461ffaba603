package dev.callsheet.timesheet.review;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The two instants between which somebody worked, from the times on the clock of the place. An end that is not after the
 * start lies on the next day; {@code 24:00} is the midnight that ends a day. What is worked is the time that elapses
 * between the instants, so a night in which clocks are changed has an hour more or less than the clock shows. Where an
 * hour comes twice, the first is meant.
 */
record WorkSpan(Instant startsAt, Instant endsAt) {

    private static final String END_OF_DAY = "24:00";

    /**
     * Finds the instants.
     *
     * @param date the day on which the work begins
     * @param start {@code HH:MM}
     * @param end {@code HH:MM}, up to {@code 24:00}
     * @throws ApiException {@code INVALID_TIME_RANGE} when start and end are the same; {@code VALIDATION_ERROR} when a
     *     time does not exist on its day, because clocks are put forward over it
     */
    static WorkSpan of(LocalDate date, String start, String end, ZoneId zone) {
        if (start.equals(end)) {
            throw new ApiException(ErrorCode.INVALID_TIME_RANGE, "A timesheet must not end when it starts.")
                    .withDetail("end_time", "must differ from start_time, both are " + start);
        }
        boolean nextDay = end.equals(END_OF_DAY) || end.compareTo(start) < 0;
        return new WorkSpan(
                instantOf("start_time", date, start, zone),
                instantOf("end_time", nextDay ? date.plusDays(1) : date, end, zone));
    }

    /** Whole minutes of the clock's own time are whole minutes between the instants, in every zone of our days. */
    int minutes() {
        return Math.toIntExact(Duration.between(startsAt, endsAt).toMinutes());
    }

    private static Instant instantOf(String field, LocalDate day, String time, ZoneId zone) {
        LocalTime clock = time.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(time);
        ZonedDateTime moment = day.atTime(clock).atZone(zone);
        if (!moment.toLocalDateTime().equals(day.atTime(clock))) {
            throw ApiException.invalid(
                    field,
                    "There is no %s on %s in %s: clocks are put forward over it to %s."
                            .formatted(time, day, zone.getId(), moment.toLocalTime()));
        }
        return moment.toInstant();
    }
}
