package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingSecondTest {

    @Property
    void noSecondHasMoreThanTheLimit(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @Size(max = 300) List<@IntRange(max = 300) Integer> pauses) {
        // Given
        SlidingSecond second = new SlidingSecond(limit);
        List<Long> admitted = new ArrayList<>();
        long now = 0;

        // When
        for (int pause : pauses) {
            now += pause;
            if (!second.isFull(now)) {
                second.admit(now);
                admitted.add(now);
            }
        }

        // Then
        for (int i = limit; i < admitted.size(); i++) {
            assertThat(admitted.get(i) - admitted.get(i - limit)).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void holdsNoMoreThanWasAdmittedWhateverTheLimit() {
        // Given
        SlidingSecond second = new SlidingSecond(Integer.MAX_VALUE);

        // When
        for (int i = 0; i < 100; i++) {
            second.admit(i);
        }

        // Then
        assertThat(second.isFull(100)).isFalse();
    }

    @Property
    void admitsAgainAsSoonAsItSays(
            @ForAll @IntRange(min = 1, max = 20) int limit, @ForAll @IntRange(max = 999) int pause) {
        // Given
        SlidingSecond second = new SlidingSecond(limit);
        second.admit(0);
        for (int i = 1; i < limit; i++) {
            second.admit(pause);
        }

        // When
        boolean full = second.isFull(pause);

        // Then
        assertThat(full).isTrue();
        assertThat(second.freesAt()).isEqualTo(1_000);
        assertThat(second.isFull(999)).isTrue();
        assertThat(second.isFull(1_000)).isFalse();
    }
}
