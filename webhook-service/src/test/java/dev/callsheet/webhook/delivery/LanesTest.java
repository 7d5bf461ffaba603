package dev.callsheet.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void aSlowEndpointThatTookAllItsRoomLeavesTheRestToOthers() {
        // Given
        Lanes lanes = new Lanes(100, 4);
        UUID slow = UUID.randomUUID();
        UUID quick = UUID.randomUUID();
        Stream.generate(() -> slow).limit(4).forEach(lanes::take);

        // When
        Map<UUID, Integer> room = lanes.roomFor(List.of(slow, quick));

        // Then
        assertThat(room).isEqualTo(Map.of(quick, 4));
    }

    @Test
    void roomComesBackWhenAnAttemptEnds() {
        // Given
        Lanes lanes = new Lanes(1, 1);
        UUID endpoint = UUID.randomUUID();
        lanes.take(endpoint);

        // When
        lanes.release(endpoint);

        // Then
        assertThat(lanes.roomFor(List.of(endpoint))).isEqualTo(Map.of(endpoint, 1));
    }

    @Property
    void neverHandsOutMoreThanThereIs(
            @ForAll @IntRange(min = 1, max = 50) int inAll,
            @ForAll @IntRange(min = 1, max = 10) int perEndpoint,
            @ForAll @IntRange(max = 100) int endpoints) {
        // Given
        Lanes lanes = new Lanes(inAll, perEndpoint);
        List<UUID> due = Stream.generate(UUID::randomUUID).limit(endpoints).toList();

        // When
        Map<UUID, Integer> room = lanes.roomFor(due);

        // Then
        assertThat(room.values()).allMatch(count -> count >= 1 && count <= perEndpoint);
        assertThat(room.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(inAll);
        assertThat(room.size()).isEqualTo(Math.min(endpoints, inAll));
    }
}
