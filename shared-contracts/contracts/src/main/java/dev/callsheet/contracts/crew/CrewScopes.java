package dev.callsheet.contracts.crew;

/** Names of the scopes that guard the crew service's resources (Sector Pro 2.2). */
public final class CrewScopes {

    public static final String CREW_READ = "crew:read";
    public static final String CREW_WRITE = "crew:write";
    public static final String AVAILABILITY_READ = "availability:read";
    public static final String AVAILABILITY_WRITE = "availability:write";
    public static final String MESSAGES_READ = "messages:read";
    public static final String MESSAGES_WRITE = "messages:write";

    private CrewScopes() {}
}
