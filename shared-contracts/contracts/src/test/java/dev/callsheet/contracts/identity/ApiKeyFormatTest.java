package dev.callsheet.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFormatTest {

    private final ApiKeyFormat format = new ApiKeyFormat(ApiKeyFormat.DEFAULT_BRAND);

    @ParameterizedTest
    @CsvSource({
        "sp_live_000000000000000000000000001BZBNW, live",
        "sp_live_abcdefghijklmnopqrstuvwxyz405Y5J, live",
        "sp_live_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr2G33CZ, live",
        "sp_test_0000000000000000000000000019W3cd, test",
        "sp_test_abcdefghijklmnopqrstuvwxyz311N2e, test",
        "sp_test_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr06AW2o, test"
    })
    void readsTheEnvironmentOfAKnownKey(String key, String environment) {
        assertThat(format.environmentOf(key)).contains(environment);
    }

    @Test
    void acceptsWhatItGenerates() {
        // Given
        SecureRandom random = new SecureRandom();

        // When
        String key = format.generate("test", random);

        // Then
        assertThat(key).hasSize(40).startsWith("sp_test_");
        assertThat(format.environmentOf(key)).contains("test");
        assertThat(format.claimsToBeKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sp_live_",
                "sp_live_abcdefghijklmnopqrstuvwxyz405Y5K",
                "sp_test_abcdefghijklmnopqrstuvwxyz405Y5J",
                "sp_live_abcdefghijklmnopqrstuvwxy-405Y5J",
                "sp_live_abcdefghijklmnopqrstuvwxyé405Y5J",
                "sp_live_abcdefghijklmnopqrstuvwxyz405Y5J0",
                "SP_live_abcdefghijklmnopqrstuvwxyz405Y5J",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl"
            })
    void refusesGarbage(String credential) {
        assertThat(format.environmentOf(credential)).isEmpty();
    }

    @Test
    void noticesEverySingleMistypedCharacter() {
        // Given
        String key = format.generate("live", new SecureRandom());

        // When / Then
        for (int at = 0; at < key.length(); at++) {
            char other = key.charAt(at) == 'a' ? 'b' : 'a';
            String mistyped = key.substring(0, at) + other + key.substring(at + 1);
            assertThat(format.environmentOf(mistyped)).as("character %d", at).isEmpty();
        }
    }

    @Test
    void keysOfAnotherBrandAreNotOurs() {
        // Given
        String foreign = new ApiKeyFormat("acme").generate("live", new SecureRandom());

        // When / Then
        assertThat(format.environmentOf(foreign)).isEmpty();
        assertThat(format.claimsToBeKey(foreign)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "SP", "sp_", "averyveryverylongbrand"})
    void refusesABrandThatWouldBreakTheFormat(String brand) {
        assertThatThrownBy(() -> new ApiKeyFormat(brand)).hasMessageContaining("callsheet.keys.prefix");
    }

    @Test
    void showsAndStoresNothingThatRevealsTheKey() {
        // Given
        String key = "sp_live_abcdefghijklmnopqrstuvwxyz405Y5J";

        // When / Then
        assertThat(ApiKeyFormat.displayed(key)).isEqualTo("sp_live_abcdefgh");
        assertThat(ApiKeyFormat.hash(key)).hasSize(64).doesNotContain("abcdefgh");
    }
}
