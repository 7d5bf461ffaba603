package dev.callsheet.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.bench.load.Measurement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final Bars BARS = new Bars(1.7, 1);

    private final Windows windows = new Windows();

    @Test
    void comparesRoundByRound() {
        // Given: the machine was half as fast in the second round.
        windows.add("gateway", window(1.5, 1_000, 0));
        windows.add("gateway", window(3.2, 1_000, 0));
        windows.add("nginx", window(1.0, 1_000, 0));
        windows.add("nginx", window(2.0, 1_000, 0));

        // Then
        assertThat(windows.ratios("gateway", "nginx")).containsExactly(1.5, 1.6);
    }

    @Test
    void oneRoundWithoutAnswersSpoilsAll() {
        // Given
        windows.add("gateway", window(1.5, 1_000, 0));
        windows.add("gateway", window(1.5, 0, 0));

        // Then
        assertThat(windows.areSound("gateway")).isFalse();
    }

    @Test
    void soDoRefusalsHoweverFastTheyAre() {
        // Given
        windows.add("gateway", window(1.5, 1_000, 2));

        // Then
        assertThat(windows.areSound("gateway")).isFalse();
    }

    @Test
    void whatWasNeverMeasuredHasNoFigures() {
        assertThat(windows.areSound("gateway")).isFalse();
    }

    @Test
    void aProcessThatIsGoneHoldsNoBar() {
        // Given
        windows.add("gateway", window(0, 1_000, 0));
        windows.add("nginx", window(1.0, 1_000, 0));

        // Then
        assertThat(BARS.missed(windows.ratios("gateway", "nginx").getFirst(), 0.1))
                .hasSize(1);
        assertThat(BARS.missed(windows.ratios("nginx", "gateway").getFirst(), 0.1))
                .hasSize(1);
    }

    @Test
    void aBarIsHeldOrMissed() {
        assertThat(BARS.missed(1.7, 0.99)).isEmpty();
        assertThat(BARS.missed(1.701, 0.1)).containsExactly("takes 1.701 of nginx's CPU [1.7]");
        assertThat(BARS.missed(1.6, 1.0)).containsExactly("adds 1.000 ms [1.0]");
    }

    @Test
    void whatIsNoFigureHoldsNoBar() {
        assertThat(BARS.missed(Double.NaN, Double.NaN)).hasSize(2);
        assertThat(BARS.missed(0, -1)).hasSize(1);
    }

    private static Window window(double processorSeconds, long answers, long refusals) {
        return new Window(
                new Measurement(1, Measurement.none().latencies(), Map.of(200, answers, 429, refusals)),
                processorSeconds);
    }
}
