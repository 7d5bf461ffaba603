package dev.callsheet.fleet.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleSourcesTest {

    @TempDir
    private Path root;

    @BeforeEach
    void writeReactor() throws IOException {
        write("pom.xml", "<module>shared/contracts</module><module>shared/fixtures</module><module>crew</module>");
        write("shared/contracts/pom.xml", "<project/>");
        write("shared/fixtures/pom.xml", "<project/>");
        write("crew/pom.xml", """
                <dependency><groupId>dev.callsheet</groupId><artifactId>contracts</artifactId></dependency>
                <dependency>
                  <groupId>dev.callsheet</groupId><artifactId>fixtures</artifactId><scope>test</scope>
                </dependency>
                """);
        write("crew/src/main/java/Crew.java", "class Crew {}");
    }

    @Test
    void changesWithTheModulesOwnSources() throws IOException {
        // Given
        String before = new ModuleSources(root).fingerprint("crew");

        // When
        write("crew/src/main/java/Crew.java", "class Crew { int size; }");

        // Then
        assertThat(new ModuleSources(root).fingerprint("crew")).isNotEqualTo(before);
    }

    @Test
    void changesWithTheSourcesOfADependency() throws IOException {
        // Given
        String before = new ModuleSources(root).fingerprint("crew");

        // When
        write("shared/contracts/src/main/resources/topics", "crew.events");

        // Then
        assertThat(new ModuleSources(root).fingerprint("crew")).isNotEqualTo(before);
    }

    @Test
    void changesWithTheDocumentsThatTheModulePackages() throws IOException {
        // Given
        write("crew/openapi.json", "{}");
        write("shared/fixtures/pom.xml", "<include>*-service/openapi.json</include>");
        String before = new ModuleSources(root).fingerprint("fixtures");

        // When
        write("crew/openapi.json", "{\"openapi\": \"3.1.0\"}");

        // Then
        assertThat(new ModuleSources(root).fingerprint("fixtures")).isNotEqualTo(before);
    }

    @Test
    void staysWhenOnlyTestsChange() throws IOException {
        // Given
        String before = new ModuleSources(root).fingerprint("crew");

        // When
        write("crew/src/test/java/CrewTest.java", "class CrewTest {}");
        write("shared/fixtures/src/main/java/Fixture.java", "class Fixture {}");

        // Then
        assertThat(new ModuleSources(root).fingerprint("crew")).isEqualTo(before);
    }

    @Test
    void staysWhenAFileIsWrittenAgainUnchanged() throws IOException {
        // Given
        String before = new ModuleSources(root).fingerprint("crew");

        // When
        write("crew/src/main/java/Crew.java", "class Crew {}");

        // Then
        assertThat(new ModuleSources(root).fingerprint("crew")).isEqualTo(before);
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
