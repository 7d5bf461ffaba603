package dev.callsheet.platform.infrastructure.database;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings one service's schema to the version that its class path holds: the platform's migrations from
 * {@code db/platform} and the service's own from {@code db/migration}, as one numbered series.
 *
 * <p>Runs as the owner. Two runs at once wait for each other.
 */
public final class Migration {

    private static final String HISTORY = "flyway_history";

    private final DatabaseAddress database;
    private final String ownerPassword;

    public Migration(DatabaseAddress database, String ownerPassword) {
        this.database = database;
        this.ownerPassword = ownerPassword;
    }

    /**
     * Applies what is missing and returns how many migrations that were.
     *
     * @param classPath finds the migrations; a service's jars or, in a test, the context class loader
     * @throws InfrastructureException when a migration fails; what it did is rolled back
     */
    public int run(String schema, ClassLoader classPath) {
        try {
            int applied = Flyway.configure(classPath)
                    .dataSource(database.jdbcUrl(), DatabaseRoles.OWNER, ownerPassword)
                    .locations("classpath:db/platform", "classpath:db/migration")
                    .failOnMissingLocations(false)
                    // The platform's numbers are below the services', so a new one of it always comes late.
                    .outOfOrder(true)
                    .defaultSchema(schema)
                    .schemas(schema)
                    .createSchemas(false)
                    .table(HISTORY)
                    .placeholders(Map.of(
                            "schema", schema,
                            "request_role", DatabaseRoles.request(schema),
                            "worker_role", DatabaseRoles.worker(schema)))
                    .load()
                    .migrate()
                    .migrationsExecuted;
            hideHistory(schema);
            return applied;
        } catch (FlywayValidateException e) {
            throw new InfrastructureException(
                    "The migrations of the schema " + schema + " are not those that this database was made with. A"
                            + " migration is never edited once it has run elsewhere; on a machine of your own, start"
                            + " afresh with ./fleet reset. " + e.getMessage(),
                    e);
        } catch (FlywayException | SQLException e) {
            throw new InfrastructureException("Could not migrate the schema " + schema + ": " + e.getMessage(), e);
        }
    }

    /** The default privileges of the schema would let the service rewrite the record of its own migrations. */
    private void hideHistory(String schema) throws SQLException {
        try (Connection connection = database.connect(DatabaseRoles.OWNER, ownerPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("revoke all on " + schema + "." + HISTORY + " from " + DatabaseRoles.request(schema));
        }
    }
}
