package dev.callsheet.fleet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestReportsTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path module;

    @Test
    void addsUpUnitAndIntegrationTests() throws IOException {
        // Given
        report("surefire-reports/TEST-a.xml", "tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"0\"", BEGAN);
        report("failsafe-reports/TEST-b.xml", "tests=\"2\" errors=\"1\" skipped=\"0\" failures=\"1\"", BEGAN);

        // When
        TestReports.Totals totals = TestReports.since(BEGAN, List.of(module));

        // Then
        assertThat(totals.summary()).isEqualTo("Tests run: 5, Failures: 1, Errors: 1, Skipped: 1");
        assertThat(totals.areGood()).isFalse();
    }

    @Test
    void leavesOutReportsOfAnEarlierRun() throws IOException {
        // Given
        report("surefire-reports/TEST-a.xml", "tests=\"3\" errors=\"0\"", BEGAN.minusSeconds(60));

        // When
        TestReports.Totals totals = TestReports.since(BEGAN, List.of(module));

        // Then
        assertThat(totals.run()).isZero();
        assertThat(totals.areGood()).isFalse();
    }

    private void report(String name, String attributes, Instant written) throws IOException {
        Path file = module.resolve("target").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<?xml version=\"1.0\"?>\n<testsuite name=\"x\" time=\"0.1\" " + attributes + ">");
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
