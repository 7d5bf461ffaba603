package dev.callsheet.timesheet.review;

import dev.callsheet.contracts.timesheet.TimesheetSnapshot;

/** How a timesheet looks from outside of this service. */
final class TimesheetSnapshots {

    private TimesheetSnapshots() {}

    static TimesheetSnapshot snapshotOf(Timesheet timesheet) {
        return new TimesheetSnapshot(
                timesheet.id(),
                timesheet.jobId(),
                timesheet.technicianId(),
                timesheet.date(),
                timesheet.startsAt(),
                timesheet.endsAt(),
                timesheet.breakMinutes(),
                timesheet.workedMinutes(),
                timesheet.status().spelling(),
                timesheet.version());
    }
}
