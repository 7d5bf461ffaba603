package dev.callsheet.platform.infrastructure.database;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Makes the roles, the database, the schemas and their privileges. Running it again repairs what is missing, sets the
 * passwords as given and changes no data.
 *
 * <p>The services' roles own nothing: what they may do is what the owner granted, and row-level security binds them.
 */
public final class DatabaseSetup {

    /** Schema of the extensions, on the search path of every role, so that no service's schema holds foreign objects. */
    public static final String EXTENSIONS = "extensions";

    private static final List<String> WANTED_EXTENSIONS = List.of("btree_gist", "pg_trgm", "unaccent");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,50}");

    private final DatabaseAddress database;
    private final String administrator;
    private final String administratorPassword;

    /**
     * Prepares the database of that name, logging in as an administrator: a superuser, or on a managed server a role
     * with {@code CREATEDB} and {@code CREATEROLE}.
     */
    public DatabaseSetup(DatabaseAddress database, String administrator, String administratorPassword) {
        this.database = database;
        this.administrator = administrator;
        this.administratorPassword = administratorPassword;
    }

    /**
     * Brings roles, database and schemas into the wanted state.
     *
     * @param passwords gives the password of a role
     * @return what could not be done and matters for speed or safety, in sentences; empty when all was done
     * @throws InfrastructureException when the server refuses
     */
    public List<String> run(Collection<String> schemas, UnaryOperator<String> passwords) {
        schemas.forEach(DatabaseSetup::requireIdentifier);
        requireIdentifier(database.name());
        List<String> notices = new ArrayList<>();
        try {
            try (Connection connection = database.withName("postgres").connect(administrator, administratorPassword)) {
                createRoles(connection, schemas, passwords);
                createDatabase(connection);
            }
            try (Connection connection = database.connect(administrator, administratorPassword)) {
                createSchemas(connection, schemas);
                notices.addAll(markLeakproof(connection));
            }
        } catch (SQLException e) {
            throw new InfrastructureException(
                    "Could not prepare the database " + database.jdbcUrl() + " as " + administrator + ": "
                            + e.getMessage(),
                    e);
        }
        return notices;
    }

    private void createRoles(Connection connection, Collection<String> schemas, UnaryOperator<String> passwords)
            throws SQLException {
        for (Map.Entry<String, String> role : DatabaseRoles.purposes(schemas).entrySet()) {
            String name = role.getKey();
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                execute(connection, "create role " + name + " login nocreatedb nocreaterole");
                execute(connection, "comment on role " + name + " is '" + role.getValue() + "'");
            }
            // Hashed here, so that the password stands in no statement and no log of the server.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(name, passwords.apply(name).toCharArray(), "scram-sha-256");
        }
        if (!isSuperuser(connection)) {
            execute(connection, "grant " + DatabaseRoles.OWNER + " to current_user");
        }
    }

    private void createDatabase(Connection connection) throws SQLException {
        String name = database.name();
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            execute(connection, "create database " + name + " owner " + DatabaseRoles.OWNER);
        }
        execute(connection, "revoke all on database " + name + " from public");
    }

    private void createSchemas(Connection connection, Collection<String> schemas) throws SQLException {
        String owner = DatabaseRoles.OWNER;
        execute(connection, "revoke all on schema public from public");
        execute(connection, "create schema if not exists " + EXTENSIONS + " authorization " + owner);
        for (String extension : WANTED_EXTENSIONS) {
            execute(connection, "create extension if not exists " + extension + " schema " + EXTENSIONS);
        }
        setSearchPath(connection, owner, EXTENSIONS);
        for (String schema : schemas) {
            String request = DatabaseRoles.request(schema);
            String worker = DatabaseRoles.worker(schema);
            String roles = request + ", " + worker;
            String defaults = "alter default privileges for role " + owner + " in schema " + schema + " ";
            execute(connection, "grant connect on database " + database.name() + " to " + roles);
            execute(connection, "create schema if not exists " + schema + " authorization " + owner);
            execute(connection, "grant usage on schema " + schema + ", " + EXTENSIONS + " to " + roles);
            execute(connection, defaults + "grant select, insert, update, delete on tables to " + request);
            execute(connection, defaults + "grant usage on sequences to " + request);
            setSearchPath(connection, request, schema + ", " + EXTENSIONS);
            setSearchPath(connection, worker, schema + ", " + EXTENSIONS);
        }
    }

    private void setSearchPath(Connection connection, String role, String path) throws SQLException {
        execute(connection, "alter role " + role + " in database " + database.name() + " set search_path = " + path);
    }

    /**
     * Under row-level security an index serves only operators that leak nothing of the rows they reject. The match of
     * full-text search compares and returns a boolean, but PostgreSQL leaves that promise to the installation.
     */
    private static List<String> markLeakproof(Connection connection) throws SQLException {
        if (exists(connection, "select 1 from pg_proc where proname = ? and proleakproof", "ts_match_vq")) {
            return List.of();
        }
        if (!isSuperuser(connection)) {
            return List.of("Full-text search will not use its indexes: only a superuser may run"
                    + " \"alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof\" in this database.");
        }
        execute(connection, "alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof");
        return List.of();
    }

    private static boolean isSuperuser(Connection connection) throws SQLException {
        return exists(connection, "select 1 from pg_roles where rolname = current_user and rolsuper");
    }

    private static boolean exists(Connection connection, String query, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Names go into statements as they stand, so nothing but a plain identifier is let through. */
    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new InfrastructureException(
                    "\"" + name + "\" cannot name a schema or a database: expected " + IDENTIFIER.pattern() + ".");
        }
    }
}
