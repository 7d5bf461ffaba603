package dev.callsheet.identity.login;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SigningKeySettingsTest {

    @Test
    void refusesAKeyThatSignsBeforeReadersOfTheSetCanKnowIt() {
        assertThatThrownBy(() ->
                        settings(Duration.ofMinutes(5), Duration.ofMinutes(5)).requirePublishedInTime())
                .hasMessage("callsheet.signing-keys.published-ahead is PT5M; with a key set that others keep for PT5M"
                        + " it must be at least PT5M6S");
    }

    @Test
    void acceptsAKeyThatIsPublishedLongerThanTheSetIsKept() {
        assertThatCode(() ->
                        settings(Duration.ofMinutes(5), Duration.ofMinutes(10)).requirePublishedInTime())
                .doesNotThrowAnyException();
    }

    private static SigningKeySettings settings(Duration publishedFor, Duration publishedAhead) {
        return new SigningKeySettings() {
            @Override
            public Duration maximumAge() {
                return Duration.ofDays(90);
            }

            @Override
            public Duration publishedFor() {
                return publishedFor;
            }

            @Override
            public Duration publishedAhead() {
                return publishedAhead;
            }

            @Override
            public Duration checkEvery() {
                return Duration.ofMinutes(1);
            }
        };
    }
}
