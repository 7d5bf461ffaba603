package dev.callsheet.platform.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.infrastructure.database.DatabaseRoles;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class InfrastructureIT {

    private static final String DATABASE = "callsheet";
    private static final String SCHEMA = "scheduling";
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.shared();

    @BeforeAll
    static void prepare() {
        INFRASTRUCTURE.start();
        INFRASTRUCTURE.createDatabase(DATABASE, List.of(SCHEMA, "crew"));
        INFRASTRUCTURE.migrate(DATABASE, SCHEMA, InfrastructureIT.class.getClassLoader());
    }

    @Test
    void keepsWhatWasCommittedWhenPostgresIsKilled() throws SQLException {
        // Given
        execute(DatabaseRoles.request(SCHEMA), "insert into note values (gen_random_uuid(), 'before the kill')");

        // When
        INFRASTRUCTURE.postgres().kill();
        INFRASTRUCTURE.postgres().start();

        // Then
        assertThat(query(DatabaseRoles.request(SCHEMA), "select text from note where text = 'before the kill'"))
                .containsExactly("before the kill");
    }

    @Test
    void stopsAndStartsPostgresOnItsPort() throws SQLException {
        // Given
        int port = INFRASTRUCTURE.postgres().port();

        // When
        INFRASTRUCTURE.postgres().restart();

        // Then
        assertThat(INFRASTRUCTURE.postgres().port()).isEqualTo(port);
        assertThat(query("postgres", "show fsync")).hasSize(1);
    }

    @Test
    void preparesTheDatabaseTwiceWithoutAChange() throws SQLException {
        // Given
        List<String> before = grants();

        // When
        INFRASTRUCTURE.createDatabase(DATABASE, List.of(SCHEMA, "crew"));
        int applied = INFRASTRUCTURE.migrate(DATABASE, SCHEMA, InfrastructureIT.class.getClassLoader());

        // Then
        assertThat(applied).isZero();
        assertThat(grants()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void letsNoServiceOwnAnything() throws SQLException {
        // Given
        String owners = """
                select distinct pg_get_userbyid(relowner) from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'scheduling'
                union select pg_get_userbyid(nspowner) from pg_namespace where nspname in ('scheduling', 'crew')
                union select pg_get_userbyid(datdba) from pg_database where datname = 'callsheet'
                """;

        // When
        List<String> found = query("postgres", owners);

        // Then
        assertThat(found).containsExactly(DatabaseRoles.OWNER);
    }

    @Test
    void refusesAServiceTheTablesOfAnother() {
        // Given
        String foreign = DatabaseRoles.request("crew");

        // When
        var attempt = assertThatThrownBy(() -> query(foreign, "select text from scheduling.note"));

        // Then
        attempt.isInstanceOf(SQLException.class).hasMessageContaining("permission denied for schema scheduling");
    }

    @Test
    void refusesAServiceTheHistoryOfItsMigrations() {
        // Given
        String role = DatabaseRoles.request(SCHEMA);

        // When
        var attempt = assertThatThrownBy(() -> execute(role, "delete from flyway_history"));

        // Then
        attempt.isInstanceOf(SQLException.class).hasMessageContaining("permission denied for table");
    }

    @Test
    void admitsAWorkerToNoTableByItself() {
        // Given
        String worker = DatabaseRoles.worker(SCHEMA);

        // When
        var attempt = assertThatThrownBy(() -> query(worker, "select text from note"));

        // Then
        attempt.isInstanceOf(SQLException.class).hasMessageContaining("permission denied for table note");
    }

    @Test
    void marksFullTextSearchAsLeakproof() throws SQLException {
        // Given
        String query = "select proleakproof::text from pg_proc where proname = 'ts_match_vq'";

        // When
        List<String> leakproof = query("postgres", query);

        // Then
        assertThat(leakproof).containsExactly("true");
    }

    @Test
    void keepsTopicsWhenKafkaIsKilled() throws Exception {
        // Given
        INFRASTRUCTURE.createTopics(List.of("scheduling.events"));

        // When
        INFRASTRUCTURE.kafka().kill();
        INFRASTRUCTURE.kafka().start();
        INFRASTRUCTURE.createTopics(List.of("scheduling.events", "crew.events"));

        // Then
        assertThat(topics()).contains("scheduling.events", "crew.events");
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", INFRASTRUCTURE.bootstrapServers()))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> grants() throws SQLException {
        return query("postgres", """
                select concat_ws(' ', grantee, table_schema, table_name, privilege_type)
                  from information_schema.role_table_grants where grantee like 'callsheet%' order by 1
                """);
    }

    private static List<String> query(String role, String sql) throws SQLException {
        try (Connection connection = INFRASTRUCTURE.connect(DATABASE, role);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = INFRASTRUCTURE.connect(DATABASE, role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
