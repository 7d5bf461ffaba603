package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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
}
