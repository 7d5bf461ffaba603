package dev.callsheet.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CompilerTimeTest {

    @Test
    void growsWhileAJvmCompiles() {
        // Given
        List<Long> own = List.of(ProcessHandle.current().pid());
        CompilerTime before = CompilerTime.of(own);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);

        // When
        long work = 0;
        double compiled = 0;
        while (compiled == 0 && System.nanoTime() < deadline) {
            work += work(work);
            compiled = CompilerTime.of(own).secondsSince(before);
        }

        // Then
        assertThat(work).isNotZero();
        assertThat(compiled).isPositive();
    }

    @Test
    void isNothingForAProcessThatIsGone() {
        // Given
        List<Long> gone = List.of(Long.MAX_VALUE);

        // When
        double seconds = CompilerTime.of(gone).secondsSince(CompilerTime.of(gone));

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
