package dev.callsheet.contracts.timesheet;

/** A timesheet was submitted for approval. */
public record TimesheetSubmitted(TimesheetSnapshot timesheet) {}
