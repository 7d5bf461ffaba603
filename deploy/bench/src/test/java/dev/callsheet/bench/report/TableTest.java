package dev.callsheet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void printsMarkdownWhoseColumnsLineUp() {
        // Given
        Table table = new Table(List.of("", "requests/s"));
        table.add(List.of("list, gateway", "1200"));

        // When
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        table.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "|               | requests/s |",
                        "|---------------| ----------:|",
                        "| list, gateway |       1200 |");
    }
}
