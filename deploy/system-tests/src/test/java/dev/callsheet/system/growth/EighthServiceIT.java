package dev.callsheet.system.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class EighthServiceIT {

    @Test
    void addingAServiceTouchesOnlyWhatIsItsOwn() throws IOException, InterruptedException {
        // Given
        Path script = Path.of("..", "eighth-service.sh").toAbsolutePath().normalize();
        assertThat(Files.isExecutable(script)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        // When
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).as(output).isZero();
    }
}
