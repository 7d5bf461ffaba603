package dev.callsheet.gateway.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.gateway.ban.AddressBans.Offence;
import dev.callsheet.gateway.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressBansTest {

    private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");
    private static final Network NETWORK = new Network(false, 1);

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final AddressBans bans = new AddressBans(AddressBansTest::away, clock);

    @ParameterizedTest
    @EnumSource(Offence.class)
    void theLastToleratedOffenceWithinAMinuteBans(Offence offence) {
        // Given
        int tolerated = offence == Offence.UNKNOWN_CREDENTIAL ? 100 : 1_000;

        // When
        offend(tolerated - 1, offence);
        Duration before = bans.remaining(NETWORK);
        offend(1, offence);

        // Then
        assertThat(before).isNull();
        assertThat(bans.remaining(NETWORK)).isEqualTo(Duration.ofMinutes(1));
        assertThat(bans.remaining(new Network(false, 2))).isNull();
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        // When
        for (int minute = 0; minute < 10; minute++) {
            offend(99, Offence.UNKNOWN_CREDENTIAL);
            now = now.plusSeconds(61);
        }

        // Then
        assertThat(bans.remaining(NETWORK)).isNull();
    }

    @Test
    void offencesOnBothSidesOfAFullMinuteAddUp() {
        // Given
        now = START.plusSeconds(50);
        offend(60, Offence.UNKNOWN_CREDENTIAL);

        // When
        now = now.plusSeconds(40);
        offend(40, Offence.UNKNOWN_CREDENTIAL);

        // Then
        assertThat(bans.remaining(NETWORK)).isNotNull();
    }

    @Test
    void bansGrowFromOneToFiveToThirtyMinutes() {
        // When / Then
        for (int minutes : new int[] {1, 5, 30, 30}) {
            offend(100, Offence.UNKNOWN_CREDENTIAL);
            assertThat(bans.remaining(NETWORK)).isEqualTo(Duration.ofMinutes(minutes));
            now = now.plus(Duration.ofMinutes(minutes));
            assertThat(bans.remaining(NETWORK)).isNull();
        }
        now = now.plus(Ban.MEMORY);
        offend(100, Offence.UNKNOWN_CREDENTIAL);
        assertThat(bans.remaining(NETWORK)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void hearsOfTheBansOfOtherGatewaysWhateverTheClocksSay() {
        // Given
        Instant theirs = now.plus(Duration.ofHours(3));

        // When
        bans.heard(new Presence.Heard(
                theirs.atOffset(ZoneOffset.UTC),
                3,
                0,
                List.of(new Presence.Heard.Ban(
                        NETWORK.toString(), 2, theirs.plusSeconds(250).atOffset(ZoneOffset.UTC)))));

        // Then
        assertThat(bans.remaining(NETWORK)).isEqualTo(Duration.ofSeconds(250));
    }

    @Test
    void aMillionAddressesTakeNoMoreMemoryThanFiftyThousand() {
        // When
        for (int address = 0; address < 1_000_000; address++) {
            bans.offended(new Network(false, address), Offence.UNKNOWN_CREDENTIAL);
        }

        // Then
        assertThat(bans.size()).isLessThanOrEqualTo(50_000);
    }

    private void offend(int times, Offence offence) {
        for (int i = 0; i < times; i++) {
            bans.offended(NETWORK, offence);
        }
    }

    /** The database does not answer: what this gateway knows has to do. */
    private static CompletionStage<Ban> away(Network network) {
        return CompletableFuture.failedFuture(new IllegalStateException("no database for " + network));
    }
}
