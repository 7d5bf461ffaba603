package dev.callsheet.platform.data.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String OLD = "2025:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "2026:"
            + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private final SecretBox box = new SecretBox(Optional.of(OLD));

    @Test
    void opensWhatItSealed() {
        // Given
        String sealed = box.seal("whsec_contraseña", "webhook:1");

        // When
        String secret = box.open(sealed, "webhook:1");

        // Then
        assertThat(secret).isEqualTo("whsec_contraseña");
        assertThat(sealed).doesNotContain("whsec").startsWith("v1.2025.");
    }

    @Test
    void equalSecretsLookDifferent() {
        assertThat(box.seal("secret", "webhook:1")).isNotEqualTo(box.seal("secret", "webhook:1"));
    }

    @Test
    void aCiphertextMovedToAnotherRowDoesNotOpen() {
        // Given
        String sealed = box.seal("secret", "webhook:1");

        // When / Then
        assertThatThrownBy(() -> box.open(sealed, "webhook:2")).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void anAlteredCiphertextDoesNotOpen() {
        // Given
        String sealed = box.seal("secret", "webhook:1");
        char last = sealed.charAt(sealed.length() - 3);
        String altered = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);

        // When / Then
        assertThatThrownBy(() -> box.open(altered, "webhook:1")).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void rotatingTheKeyKeepsOldSecretsReadable() {
        // Given
        String before = box.seal("secret", "webhook:1");
        SecretBox rotated = new SecretBox(Optional.of(NEW + "," + OLD));

        // When
        String after = rotated.seal("secret", "webhook:1");

        // Then
        assertThat(rotated.open(before, "webhook:1")).isEqualTo("secret");
        assertThat(after).startsWith("v1.2026.");
        assertThat(before).doesNotStartWith(rotated.currentPrefix());
        assertThat(after).startsWith(rotated.currentPrefix());
    }

    @Test
    void aMissingKeyIsNamed() {
        // Given
        String sealed = box.seal("secret", "webhook:1");
        SecretBox other = new SecretBox(Optional.of(NEW));

        // When / Then
        assertThatThrownBy(() -> other.open(sealed, "webhook:1")).hasMessageContaining("2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", "a:!!", "a:AAAA", ":AAAA", "a b:AAAA"})
    void refusesASettingThatWouldEncryptBadly(String setting) {
        assertThatThrownBy(() -> new SecretBox(Optional.of(setting))).hasMessageContaining("callsheet.encryption.keys");
    }

    @Test
    void withoutAKeyItSaysWhatToSet() {
        // Given
        SecretBox empty = new SecretBox(Optional.empty());

        // When / Then
        assertThatThrownBy(() -> empty.seal("secret", "webhook:1")).hasMessageContaining("callsheet.encryption.keys");
    }
}
