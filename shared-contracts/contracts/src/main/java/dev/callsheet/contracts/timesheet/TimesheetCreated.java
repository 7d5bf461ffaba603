package dev.callsheet.contracts.timesheet;

/** A timesheet was created. */
public record TimesheetCreated(TimesheetSnapshot timesheet) {}
