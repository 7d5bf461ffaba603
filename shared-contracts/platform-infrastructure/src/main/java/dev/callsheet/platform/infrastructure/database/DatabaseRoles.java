package dev.callsheet.platform.infrastructure.database;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The names of the roles that own, serve and work on the database. */
public final class DatabaseRoles {

    /** Owns schemas and tables and runs the migrations; no service logs in as it. */
    public static final String OWNER = "callsheet_owner";

    private DatabaseRoles() {}

    /** The role that serves requests of one service: bound by row-level security, owner of nothing. */
    public static String request(String schema) {
        return "callsheet_" + schema;
    }

    /** The role of a service's workers that serve all organizations, on just the tables that admit it. */
    public static String worker(String schema) {
        return "callsheet_" + schema + "_worker";
    }

    /** Every role that the schemas need. */
    public static Stream<String> all(Iterable<String> schemas) {
        return Stream.concat(
                Stream.of(OWNER),
                StreamSupport.stream(schemas.spliterator(), false)
                        .flatMap(schema -> Stream.of(request(schema), worker(schema))));
    }

    /** What each role is for, for the comments in the database. */
    static Map<String, String> purposes(Iterable<String> schemas) {
        return all(schemas).collect(Collectors.toMap(role -> role, DatabaseRoles::purpose));
    }

    private static String purpose(String role) {
        if (role.equals(OWNER)) {
            return "Owns schemas and tables, runs migrations";
        }
        return role.endsWith("_worker")
                ? "Relay, delivery and retention of one service, for all organizations"
                : "Requests of one service, one organization at a time";
    }
}
