package dev.callsheet.scheduling.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.infrastructure.database.DatabaseRoles;
import dev.callsheet.platform.test.api.Caller;
import dev.callsheet.platform.test.infrastructure.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenancyIT {

    private static final String JOB =
            "{\"title\": \"Secret\", \"job_type\": \"single\", \"start_time\": \"2026-06-01T08:00:00Z\", \"end_time\": \"2026-06-01T09:00:00Z\"}";

    @Test
    void aQueryWithoutATenantFailsAndNeverReturnsARow() throws SQLException {
        // Given
        Caller.admin().request().body(JOB).post("/api/v1/jobs").then().statusCode(201);

        // When / Then
        try (Connection connection = TestDatabase.connect(DatabaseRoles.request("scheduling"))) {
            assertThatThrownBy(() -> count(connection, "select count(*) from job"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42704"));
        }
    }

    @Test
    void aConnectionThatServedATenantShowsNothingOnceItsTenantIsUnset() throws SQLException {
        // Given
        Caller admin = Caller.admin();
        admin.request().body(JOB).post("/api/v1/jobs").then().statusCode(201);
        try (Connection connection = TestDatabase.connect(DatabaseRoles.request("scheduling"))) {
            serve(connection, admin.organizationId().toString());
            assertThat(count(connection, "select count(*) from job")).isEqualTo(1);

            // When
            serve(connection, "");

            // Then
            assertThatThrownBy(() -> count(connection, "select count(*) from job"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22P02"));
        }
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() throws SQLException {
        // Given
        try (Connection connection = TestDatabase.connect(DatabaseRoles.request("scheduling"))) {
            serve(connection, UUID.randomUUID().toString());

            // When / Then
            assertThatThrownBy(() -> insertLocation(connection, UUID.randomUUID(), UUID.randomUUID()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void aForeignKeyCannotPointAcrossOrganizations() throws SQLException {
        // Given
        UUID ours = UUID.randomUUID();
        UUID theirs = UUID.randomUUID();
        UUID theirLocation = UUID.randomUUID();
        try (Connection connection = TestDatabase.connect(DatabaseRoles.request("scheduling"))) {
            serve(connection, theirs.toString());
            insertLocation(connection, theirs, theirLocation);
            serve(connection, ours.toString());

            // When / Then
            assertThatThrownBy(() -> insertJob(connection, ours, theirLocation))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getSQLState()).isEqualTo("23503");
                        assertThat(e.getMessage()).contains("job_is_at_a_location_of_its_organization");
                    });
        }
    }

    @Test
    void everyTableOfATenantIsProtectedFromItsOwnerToo() throws SQLException {
        // When
        List<String> open = new ArrayList<>();
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("""
                        select relname from pg_class join pg_namespace n on n.oid = relnamespace
                        where nspname = 'scheduling' and relkind = 'r' and relname <> 'flyway_history'
                        and not (relrowsecurity and relforcerowsecurity)
                        """)) {
            while (tables.next()) {
                open.add(tables.getString(1));
            }
        }

        // Then
        assertThat(open).as("tables without forced row-level security").isEmpty();
    }

    @Test
    void theServiceOwnsNothingAndBypassesNothing() throws SQLException {
        try (Connection connection = TestDatabase.connect(DatabaseRoles.request("scheduling"))) {
            assertThat(count(connection, "select count(*) from pg_class where relowner = current_user::regrole"))
                    .isZero();
            assertThat(
                            count(
                                    connection,
                                    "select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)"))
                    .isZero();
        }
    }

    private static void serve(Connection connection, String organization) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config('callsheet.organization_id', ?, false)")) {
            statement.setString(1, organization);
            statement.execute();
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void insertLocation(Connection connection, UUID organization, UUID id) throws SQLException {
        execute(
                connection,
                "insert into location (organization_id, id, version, name, search_text, created_at, updated_at)"
                        + " values (?, ?, 1, 'Elsewhere', '', now(), now())",
                organization,
                id);
    }

    private static void insertJob(Connection connection, UUID organization, UUID location) throws SQLException {
        execute(
                connection,
                "insert into job (organization_id, id, version, title, status, job_type, start_time, end_time, location_id,"
                        + " departments, required_roles, crew_required, rates_approved, search_text, created_at, updated_at)"
                        + " values (?, gen_random_uuid(), 1, 'x', 'PENDIENTE', 'SINGLE', now(), now() + interval '1 hour', ?,"
                        + " '{}', '{}', 0, false, '', now(), now())",
                organization,
                location);
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
