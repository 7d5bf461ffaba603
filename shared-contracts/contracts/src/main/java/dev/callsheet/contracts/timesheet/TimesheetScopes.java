package dev.callsheet.contracts.timesheet;

/** Names of the scopes that guard the timesheet service's resources (Sector Pro 2.2). */
public final class TimesheetScopes {

    public static final String TIMESHEETS_READ = "timesheets:read";
    public static final String TIMESHEETS_WRITE = "timesheets:write";

    private TimesheetScopes() {}
}
