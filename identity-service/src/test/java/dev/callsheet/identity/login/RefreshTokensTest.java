package dev.callsheet.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefreshTokensTest {

    @Test
    void theSameTokenGetsTheSameSuccessor() {
        // Given
        String token = RefreshTokens.first();
        byte[] salt = RefreshTokens.newSalt();

        // When
        String successor = RefreshTokens.successor(token, salt);

        // Then
        assertThat(successor).isEqualTo(RefreshTokens.successor(token, salt)).isNotEqualTo(token);
        assertThat(successor).startsWith("rt_").hasSameSizeAs(token);
    }

    @Test
    void whoHasOnlyTheDatabaseCannotComputeTheSuccessor() {
        // Given
        String token = RefreshTokens.first();
        byte[] salt = RefreshTokens.newSalt();

        // When
        String guessed = RefreshTokens.successor(RefreshTokens.hash(token), salt);

        // Then
        assertThat(guessed).isNotEqualTo(RefreshTokens.successor(token, salt));
    }

    @Test
    void noTwoFirstTokensAreEqual() {
        assertThat(RefreshTokens.first()).isNotEqualTo(RefreshTokens.first());
    }
}
