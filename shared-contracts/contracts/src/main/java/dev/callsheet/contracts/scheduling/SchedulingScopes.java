package dev.callsheet.contracts.scheduling;

/** Names of the scopes that guard the scheduling service's resources (Sector Pro 2.2). */
public final class SchedulingScopes {

    public static final String JOBS_READ = "jobs:read";
    public static final String JOBS_WRITE = "jobs:write";
    public static final String TOURS_READ = "tours:read";
    public static final String TOURS_WRITE = "tours:write";
    public static final String LOCATIONS_READ = "locations:read";
    public static final String LOCATIONS_WRITE = "locations:write";
    public static final String ASSIGNMENTS_READ = "assignments:read";
    public static final String ASSIGNMENTS_WRITE = "assignments:write";
    public static final String ASSIGNMENTS_OVERRIDE = "assignments:override";
    public static final String SHIFTS_READ = "shifts:read";
    public static final String SHIFTS_WRITE = "shifts:write";
    public static final String STAFFING_READ = "staffing:read";
    public static final String STAFFING_WRITE = "staffing:write";
    public static final String LABOUR_RULES_READ = "labour_rules:read";
    public static final String LABOUR_RULES_WRITE = "labour_rules:write";

    private SchedulingScopes() {}
}
