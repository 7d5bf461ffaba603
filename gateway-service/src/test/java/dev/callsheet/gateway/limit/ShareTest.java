package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShareTest {

    @Property
    void theSharesOfAllGatewaysAddUpToTheLimit(
            @ForAll @IntRange(min = 1, max = 50) int gateways, @ForAll @IntRange(max = 1_000_000) int limit) {
        // When
        int sum = IntStream.range(0, gateways)
                .map(rank -> new Share(gateways, rank).of(limit))
                .sum();

        // Then
        assertThat(sum).isEqualTo(limit);
    }
}
