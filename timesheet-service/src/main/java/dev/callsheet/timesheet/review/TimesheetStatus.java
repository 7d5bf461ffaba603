package dev.callsheet.timesheet.review;

import java.util.Locale;

/** How far a timesheet has come (Sector Pro 5.4). */
public enum TimesheetStatus {
    DRAFT,
    SUBMITTED;

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
