package dev.callsheet.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.system.fleet.RunningFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Runs after all others ({@code junit-platform.properties}) and looks back on what they asked. */
@Order(Integer.MAX_VALUE)
class CoverageIT {

    private static final Path PAGE =
            Path.of("..", "..", "docs", "coverage.md").toAbsolutePath().normalize();

    private final Contract contract = RunningFleet.shared().contract();

    @Test
    void everyOperationWasCalled() {
        assertThat(contract.coverage().missing(contract.document()))
                .as("operations that no test called")
                .isEmpty();
    }

    @Test
    void everyAnswerWasOneThatTheDocumentAllows() {
        contract.assertUnbroken();
    }

    @Test
    @DisabledIfSystemProperty(
            named = "callsheet.test.full",
            matches = "true",
            disabledReason = "The page is about an ordinary run.")
    void thePageSaysWhatWasCalled() throws IOException {
        // When
        Files.writeString(PAGE, contract.coverage().page(contract.document()));

        // Then
        assertThat(PAGE).isNotEmptyFile();
    }
}
