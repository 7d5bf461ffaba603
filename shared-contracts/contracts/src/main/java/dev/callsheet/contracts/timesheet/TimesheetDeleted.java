package dev.callsheet.contracts.timesheet;

/** A timesheet was deleted. */
public record TimesheetDeleted(TimesheetSnapshot timesheet) {}
