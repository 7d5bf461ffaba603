package dev.callsheet.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.gateway.presence.Presence;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong();
    private OffsetDateTime databaseNow = OffsetDateTime.now(ZoneOffset.UTC);
    private final RateLimiter limiter = new RateLimiter(
            new Allowances(true, new Allowances.ClassLimits(20, Set.of(), 10, 20)),
            question -> CompletableFuture.failedFuture(new ConnectException()),
            InstantSource.system(),
            nanos::get,
            1);

    @Test
    void aGatewayIsNotTakenForGoneBeforeItCouldTellThatItHasTheDatabaseBack() {
        // Given
        hear(3);
        for (int i = 0; i < 3; i++) {
            limiter.storeFailed(new ConnectException());
        }

        // When
        hear(1);

        // Then
        assertThat(limiter.share().gateways()).isEqualTo(3);
    }

    @Test
    void aGatewayThatStaysAwayLeavesItsShareToTheOthers() {
        // Given
        hear(3);
        for (int i = 0; i < 3; i++) {
            limiter.storeFailed(new ConnectException());
        }
        hear(1);

        // When
        for (int i = 0; i < 3; i++) {
            hearAfter(Duration.ofSeconds(2), 1);
        }

        // Then
        assertThat(limiter.share().gateways()).isEqualTo(1);
    }

    @Test
    void afterASilenceThatHeldUpAllNobodyIsTakenForGoneUntilTheyHaveHadTimeToTell() {
        // Given
        hear(3);

        // When: this gateway is the first to tell again that it is there.
        hearAfter(Duration.ofSeconds(11), 1);
        int first = limiter.share().gateways();
        for (int i = 0; i < 3; i++) {
            hearAfter(Duration.ofSeconds(2), 2);
        }

        // Then
        assertThat(first).isEqualTo(3);
        assertThat(limiter.share().gateways()).isEqualTo(2);
    }

    @Test
    void soItIsWhereTheMachineStoodStillAndItsClockWithIt() {
        // Given
        hear(3);

        // When
        databaseNow = databaseNow.plusSeconds(11);
        hear(1);

        // Then
        assertThat(limiter.share().gateways()).isEqualTo(3);
    }

    private void hearAfter(Duration silence, int gateways) {
        nanos.addAndGet(silence.toNanos());
        databaseNow = databaseNow.plus(silence);
        hear(gateways);
    }

    private void hear(int gateways) {
        limiter.heard(new Presence.Heard(databaseNow, gateways, 0, List.of()));
    }
}
