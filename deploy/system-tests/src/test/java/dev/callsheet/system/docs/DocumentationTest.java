package dev.callsheet.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path DECISIONS = ROOT.resolve("docs/adr");
    private static final Pattern RELATIVE_LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern FLEET_COMMAND = Pattern.compile("\\./fleet ([a-z]+)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return List.copyOf(Stream.concat(top, below)
                            .filter(file -> file.toString().endsWith(".md"))
                            .toList())
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        // When
        Stream<String> links =
                RELATIVE_LINK.matcher(Files.readString(document)).results().map(link -> link.group(1));

        // Then
        assertThat(links)
                .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandExists(Path document) throws IOException {
        // Given
        Stream<String> commands = FLEET_COMMAND
                .matcher(Files.readString(document))
                .results()
                .map(command -> command.group(1))
                .distinct();

        // When
        Path sources = ROOT.resolve("deploy/fleet/src/main/java/dev/callsheet/fleet/command");

        // Then
        assertThat(commands)
                .allSatisfy(command -> assertThat(sources.resolve(
                                Character.toUpperCase(command.charAt(0)) + command.substring(1) + "Command.java"))
                        .exists());
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        // Given
        String index = Files.readString(DECISIONS.resolve("README.md"));

        // When
        List<String> decisions;
        try (Stream<Path> files = Files.list(DECISIONS)) {
            decisions = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .toList();
        }

        // Then
        assertThat(decisions)
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(index)
                        .as("docs/adr/README.md lists every record")
                        .contains("[" + decision.substring(0, 4) + "](" + decision + ")"));
    }
}
