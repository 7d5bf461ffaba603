package dev.callsheet.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final List<Duration> SPECIFIED =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));

    @ParameterizedTest
    @CsvSource({"1,60", "2,300", "3,1800"})
    void theDefaultIsOneFiveAndThirtyMinutes(int failures, long seconds) {
        // Given
        RetrySchedule schedule = RetrySchedule.of(null, null, SPECIFIED);

        // When
        Optional<Duration> pause = schedule.pauseAfter(failures, null, new Random(failures));

        // Then
        assertThat(pause.orElseThrow().toMillis()).isBetween(seconds * 900, seconds * 1_100);
    }

    @Test
    void afterThreeRetriesTheDefaultGivesUp() {
        assertThat(RetrySchedule.of(null, null, SPECIFIED).pauseAfter(4, null, new Random()))
                .isEmpty();
    }

    @Test
    void aPolicyOfNoneNeverRetries() {
        assertThat(RetrySchedule.of(RetryPolicy.NONE, 15, SPECIFIED).pauseAfter(1, null, new Random()))
                .isEmpty();
    }

    @Property
    void everyScheduleRetriesExactlyAsOftenAsItSays(
            @ForAll RetryPolicy policy, @ForAll @IntRange(max = RetrySchedule.MOST_RETRIES) int maxRetries) {
        // Given
        RetrySchedule schedule = RetrySchedule.of(policy, maxRetries, SPECIFIED);

        // When
        long retries = IntStream.rangeClosed(1, 100)
                .filter(failures -> schedule.pauseAfter(failures, null, new Random(failures))
                        .isPresent())
                .count();

        // Then
        assertThat(retries).isEqualTo(policy == RetryPolicy.NONE ? 0 : maxRetries);
    }

    @Property
    void pausesNeverShrinkBeyondTheJitterAndStayBounded(
            @ForAll RetryPolicy policy,
            @ForAll @IntRange(min = 1, max = RetrySchedule.MOST_RETRIES) int failures,
            @ForAll long seed) {
        // Given
        RetrySchedule schedule = RetrySchedule.of(policy, RetrySchedule.MOST_RETRIES, SPECIFIED);

        // When
        Optional<Duration> pause = schedule.pauseAfter(failures, null, new Random(seed));

        // Then
        pause.ifPresent(found -> assertThat(found.toMillis())
                .isBetween(
                        policy.pauseAfter(failures).toMillis() * 9 / 10,
                        policy.pauseAfter(failures).toMillis() * 11 / 10 + 1)
                .isPositive()
                .isLessThanOrEqualTo(
                        RetryPolicy.LONGEST_PAUSE.multipliedBy(11).dividedBy(10).toMillis()));
        assertThat(policy.pauseAfter(failures + 1)).isGreaterThanOrEqualTo(policy.pauseAfter(failures));
    }

    @Property
    void aReceiverGetsThePatienceItAsksForWithinABound(
            @ForAll @LongRange(max = 1_000_000) long asked, @ForAll @IntRange(min = 1, max = 3) int failures) {
        // Given
        RetrySchedule schedule = RetrySchedule.of(null, null, SPECIFIED);

        // When
        Duration pause = schedule.pauseAfter(failures, Duration.ofSeconds(asked), new Random(asked))
                .orElseThrow();

        // Then
        Duration honoured = Duration.ofSeconds(asked).compareTo(RetrySchedule.LONGEST_RETRY_AFTER) > 0
                ? RetrySchedule.LONGEST_RETRY_AFTER
                : Duration.ofSeconds(asked);
        assertThat(pause).isGreaterThanOrEqualTo(honoured).isLessThanOrEqualTo(RetrySchedule.LONGEST_RETRY_AFTER);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        Instant now = Instant.parse("2026-06-01T10:00:00Z");

        assertThat(RetryAfter.parse("120", now)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Mon, 1 Jun 2026 10:00:30 GMT", now)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 1 Jun 2026 09:00:00 GMT", now)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "99999999999999999999", "1.5"})
    void anUnreadableRetryAfterIsNone(String header) {
        assertThat(RetryAfter.parse(header, Instant.EPOCH)).isEmpty();
    }
}
