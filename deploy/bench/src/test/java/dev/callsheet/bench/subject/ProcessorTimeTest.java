package dev.callsheet.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void readsTheTimesBehindANameWithSpacesAndParentheses() {
        // Given
        String stat = "4711 (postgres: (a b) c) S 1 4711 4711 0 -1 4194560 900 800 0 0 150 50 30 20 20 0 1 0 12345 0";

        // When
        double seconds = ProcessorTime.parse(stat);

        // Then
        assertThat(seconds).isEqualTo(2.5);
    }

    @Test
    void aThreadDoesNotHaveTheTimesOfItsProcessChildren() {
        // Given
        String stat = "4712 (C2 CompilerThre) S 1 4711 4711 0 -1 4194560 900 800 0 0 150 50 30 20 20 0 1 0 12345 0";

        // When
        double seconds = ProcessorTime.parseThread(stat);

        // Then
        assertThat(seconds).isEqualTo(2);
    }

    @Test
    void isNothingForAProcessThatIsGone() {
        // When
        double seconds = ProcessorTime.secondsOf(Long.MAX_VALUE);

        // Then
        assertThat(seconds).isZero();
    }
}
