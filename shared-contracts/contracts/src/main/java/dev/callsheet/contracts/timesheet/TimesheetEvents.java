package dev.callsheet.contracts.timesheet;

import dev.callsheet.contracts.event.EventType;

/** The events of {@code timesheet.events} (Sector Pro 8.1). */
public final class TimesheetEvents {

    public static final EventType<TimesheetCreated> TIMESHEET_CREATED =
            new EventType<>("timesheet.created", TimesheetCreated.class, "A timesheet was created.");
    public static final EventType<TimesheetUpdated> TIMESHEET_UPDATED =
            new EventType<>("timesheet.updated", TimesheetUpdated.class, "A timesheet's details changed.");
    public static final EventType<TimesheetSubmitted> TIMESHEET_SUBMITTED =
            new EventType<>("timesheet.submitted", TimesheetSubmitted.class, "A timesheet was submitted for approval.");
    public static final EventType<TimesheetDeleted> TIMESHEET_DELETED =
            new EventType<>("timesheet.deleted", TimesheetDeleted.class, "A timesheet was deleted.");

    private TimesheetEvents() {}
}
