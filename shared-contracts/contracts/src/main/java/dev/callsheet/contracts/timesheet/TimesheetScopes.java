package dev.callsheet.contracts.timesheet;

/** Names of the scopes that guard the timesheet service's resources (Sector Pro 2.2). */
public final class TimesheetScopes {

    public static final String TIMESHEETS_READ = "timesheets:read";
    public static final String TIMESHEETS_WRITE = "timesheets:write";
    public static final String TIMESHEETS_APPROVE = "timesheets:approve";
    public static final String RATE_CARDS_READ = "rate_cards:read";
    public static final String RATE_CARDS_WRITE = "rate_cards:write";
    public static final String PAYROLL_READ = "payroll:read";
    public static final String PAYROLL_WRITE = "payroll:write";

    private TimesheetScopes() {}
}
