package dev.callsheet.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.identity.fixture.Database;
import dev.callsheet.platform.data.secret.Resealing;
import dev.callsheet.platform.data.secret.SealedColumn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SealedColumnsIT {

    @Inject
    Resealing resealing;

    @Test
    void everySealedColumnIsDeclaredSoThatItsKeyCanChange() {
        // Given
        List<String> sealed = Database.list("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'identity' and column_name like '%\\_sealed'
                """);

        // When
        List<String> declared =
                resealing.columns().stream().map(SealedColumn::name).toList();

        // Then
        assertThat(declared).containsAll(sealed).contains("idempotency_record.body");
    }

    @Test
    void theWorkerMaySealThemAnew() {
        // Given
        List<SealedColumn> columns = resealing.columns();

        // When
        List<SealedColumn> refused = columns.stream()
                .filter(column -> Database.list(
                                "select 1 where has_column_privilege('callsheet_identity_worker', ?, ?, 'update')",
                                "identity." + column.table(),
                                column.column())
                        .isEmpty())
                .toList();

        // Then
        assertThat(refused).isEmpty();
    }
}
