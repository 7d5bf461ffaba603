package dev.callsheet.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.platform.web.error.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "ninechars",
                "password123",
                "PassWord123",
                "aaaaaaaaaaaa",
                "ababababab",
                "ana.torres@example.com",
                "ANA.TORRES@example.com ",
                "ana.torres",
                "          "
            })
    void refusesWhatIsGuessedFirst(String password) {
        assertThat(accepts(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten.chars!", "correct horse", "ñandú y çorbà", "all lower case words"})
    void takesWhatIsLongWhateverItIsMadeOf(String password) {
        assertThat(accepts(password)).isTrue();
    }

    @Test
    void refusesWhatIsTooLongToBeHashedForFree() {
        assertThat(accepts("ab3".repeat(66))).isTrue();
        assertThat(accepts("ab3".repeat(67))).isFalse();
    }

    private static boolean accepts(String password) {
        Violations violations = new Violations();
        PasswordRules.check("password", password, "ana.torres@example.com", violations);
        return violations.isEmpty();
    }
}
