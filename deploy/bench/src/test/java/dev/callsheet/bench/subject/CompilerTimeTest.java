package dev.callsheet.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompilerTimeTest {

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void growsWhileAJvmCompiles() {
        // Given
        long own = ProcessHandle.current().pid();
        CompilerTime before = CompilerTime.of(own);
        long started = System.nanoTime();

        // When
        long work = 0;
        double compiled = 0;
        while (compiled == 0) {
            work += work(work);
            compiled = CompilerTime.of(own).secondsSince(before);
        }

        // Then
        assertThat(work).isNotZero();
        assertThat(compiled).isLessThan((System.nanoTime() - started) / 1e9 * 16);
    }

    @Test
    void isNothingForAProcessThatIsGone() {
        // When
        double seconds = CompilerTime.of(Long.MAX_VALUE).secondsSince(CompilerTime.of(Long.MAX_VALUE));

        // Then
        assertThat(seconds).isZero();
    }

    private static long work(long seed) {
        return LongStream.range(1, 100_000)
                .map(i -> Long.rotateLeft(i * seed + i, 7))
                .boxed()
                .map(Long::toHexString)
                .mapToLong(String::hashCode)
                .sum();
    }
}
