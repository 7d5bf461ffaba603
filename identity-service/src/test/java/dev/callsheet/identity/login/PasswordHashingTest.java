package dev.callsheet.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordHashing hashing = new PasswordHashing(new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        hashing.stop();
    }

    @Test
    void aHashIsArgon2idWithTheDecidedCost() {
        // When
        String hash = hashing.hash("correcthorse").await().atMost(PATIENCE);

        // Then
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correcthorse");
    }

    @Test
    void onlyTheRightPasswordMatches() {
        // Given
        String hash = hashing.hash("correcthorse").await().atMost(PATIENCE);

        // When / Then
        assertThat(hashing.matches("correcthorse", hash).await().atMost(PATIENCE))
                .isTrue();
        assertThat(hashing.matches("correcthorsf", hash).await().atMost(PATIENCE))
                .isFalse();
    }

    @Test
    void withoutAHashNoPasswordMatchesButTheWorkIsDone() {
        assertThat(hashing.matches("nobody has this password", null).await().atMost(PATIENCE))
                .isFalse();
    }
}
