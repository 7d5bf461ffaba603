package dev.callsheet.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.platform.test.infrastructure.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaIT {

    /** Tables without a tenant; each is here for a reason that its migration gives. */
    private static final List<String> WITHOUT_TENANT =
            List.of("address_ban", "flyway_history", "gateway_instance", "rate_burst", "rate_window");

    @Test
    void everyTableOfATenantIsProtected() throws SQLException {
        // When
        List<String> unprotected = list("""
                select c.relname from pg_class c
                where c.relnamespace = 'gateway'::regnamespace and c.relkind = 'r'
                    and not (c.relrowsecurity and c.relforcerowsecurity)
                order by c.relname
                """);

        // Then
        assertThat(unprotected).containsExactlyElementsOf(WITHOUT_TENANT);
    }

    private static List<String> list(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = TestDatabase.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
