package dev.callsheet.fleet.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path directory;

    private Secrets secrets;

    @BeforeEach
    void open() {
        secrets = new Secrets(directory);
    }

    @Test
    void aNewEncryptionKeyGoesBeforeTheOldOnes() {
        // Given
        String before = secrets.encryptionKeys();

        // When
        String added = secrets.addEncryptionKey();

        // Then
        assertThat(added).isEqualTo("k2");
        assertThat(secrets.encryptionKeys()).startsWith("k2:").endsWith("," + before);
        assertThat(secrets.encryptionKeyIds()).containsExactly("k2", "k1");
    }

    @Test
    void onlyTheKeyThatEncryptsIsLeftWhenTheOldOnesAreDropped() {
        // Given
        secrets.addEncryptionKey();
        String current = secrets.encryptionKeys().split(",", -1)[0];

        // When
        secrets.dropOldEncryptionKeys();

        // Then
        assertThat(secrets.encryptionKeys()).isEqualTo(current);
        assertThat(secrets.addEncryptionKey()).isEqualTo("k3");
    }
}
