package dev.callsheet.contracts.scheduling;

/** Names of the scopes that guard the scheduling service's resources (Sector Pro 2.2). */
public final class SchedulingScopes {

    public static final String JOBS_READ = "jobs:read";
    public static final String JOBS_WRITE = "jobs:write";
    public static final String TOURS_READ = "tours:read";
    public static final String TOURS_WRITE = "tours:write";
    public static final String LOCATIONS_READ = "locations:read";
    public static final String LOCATIONS_WRITE = "locations:write";

    private SchedulingScopes() {}
}
