package dev.callsheet.contracts.crew;

/** Names of the scopes that guard the crew service's resources (Sector Pro 2.2). */
public final class CrewScopes {

    public static final String CREW_READ = "crew:read";
    public static final String CREW_WRITE = "crew:write";

    private CrewScopes() {}
}
