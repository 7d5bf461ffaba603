package dev.callsheet.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedStateTest {

    private final MutableClock clock = new MutableClock();
    private final FeedState feed = new FeedState(clock, Duration.ofSeconds(10));

    @Test
    void isSilentBeforeAnythingIsRead() {
        // When / Then
        assertThat(feed.heard()).isFalse();
        assertThat(feed.brokerHeard()).isFalse();
    }

    @Test
    void isHeardOnlyWhenEveryPartitionIs() {
        // Given
        feed.reading(Set.of(0, 1));
        feed.heartbeat(0);

        // When
        boolean withOne = feed.heard();
        feed.heartbeat(1);

        // Then
        assertThat(withOne).isFalse();
        assertThat(feed.heard()).isTrue();
    }

    @Test
    void fallsSilentWhenOnePartitionDoes() {
        // Given
        feed.reading(Set.of(0, 1));
        feed.heartbeat(0);
        feed.heartbeat(1);

        // When
        clock.advance(Duration.ofMillis(10_001));
        feed.heartbeat(0);

        // Then
        assertThat(feed.heard()).isFalse();
        assertThat(feed.brokerHeard()).isTrue();
    }

    @Test
    void aNewPartitionHasToBeHeardFirst() {
        // Given
        feed.reading(Set.of(0));
        feed.heartbeat(0);

        // When
        feed.reading(Set.of(0, 1));

        // Then
        assertThat(feed.heard()).isFalse();
    }

    @Test
    void theBrokerIsHeardWithoutHeartbeatsWhileItAnswers() {
        // Given
        feed.reading(Set.of(0));

        // When
        feed.brokerAnswered();
        clock.advance(Duration.ofSeconds(10));

        // Then
        assertThat(feed.heard()).isFalse();
        assertThat(feed.brokerHeard()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(feed.brokerHeard()).isFalse();
    }
}
