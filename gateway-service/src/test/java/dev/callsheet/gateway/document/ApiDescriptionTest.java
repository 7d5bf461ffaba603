package dev.callsheet.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.gateway.routing.RouteTable;
import dev.callsheet.platform.test.compatibility.BreakingChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description as clients get it: clean by the rules of Spectral and Redocly, and good to the clients of the released one.
 */
class ApiDescriptionTest {

    private static final Path RELEASED = Path.of("../docs/api/openapi.json");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws IOException {
        ApiLint.install();
    }

    @Test
    void hasNothingThatSpectralOrRedoclyMinds() throws IOException {
        assertThat(ApiLint.problemsOf(written(description()))).isEmpty();
    }

    /** One run with all of the mutations and no other paths, since a run takes its time; each has a rule that minds it. */
    @Test
    void isMindedWhereSomethingIsMissing() throws IOException {
        // Given
        ObjectNode mutant = description();
        Map<String, String> ruleByRemoved = Map.of(
                "/paths/~1api~1v1~1jobs/get/summary", "operation-summary",
                "/paths/~1api~1v1~1crew/get/operationId", "operation-operationId",
                "/paths/~1api~1v1~1tours/get/description", "operation-description",
                "/paths/~1api~1v1~1locations/get/responses/200", "operation-success-response",
                "/components/schemas/JobStatus", "invalid-ref",
                "/components/securitySchemes", "security-defined",
                "/paths/~1api~1v1~1crew/post/requestBody/content/application~1json/example/last_name", "media");
        ((ObjectNode) mutant.get("paths")).retain("/api/v1/jobs", "/api/v1/crew", "/api/v1/tours", "/api/v1/locations");
        ruleByRemoved.keySet().forEach(place -> {
            JsonPointer pointer = JsonPointer.compile(place);
            JsonNode removed = ((ObjectNode) mutant.at(pointer.head()))
                    .remove(pointer.last().getMatchingProperty());
            assertThat(removed).as(place).isNotNull();
        });

        // When
        List<String> problems = ApiLint.problemsOf(written(mutant));

        // Then
        ruleByRemoved.forEach((place, rule) ->
                assertThat(problems).as("without " + place).anyMatch(problem -> problem.contains(rule)));
    }

    /** {@code -Dopenapi.release=true} makes the present description the released one, unless it breaks that. */
    @Test
    void breaksNoClientOfTheReleasedOne() throws IOException {
        // Given
        JsonNode released = JSON.readTree(RELEASED.toFile());
        JsonNode present = description();

        // When / Then
        assertThat(BreakingChanges.notAnnounced(released, present))
                .as(
                        "a change that breaks clients needs a new version in api-versions.txt, and the old one to go on working")
                .isEmpty();
        if (Boolean.getBoolean("openapi.release")) {
            Files.writeString(RELEASED, JSON.writeValueAsString(present) + "\n");
        }
    }

    private Path written(JsonNode description) throws IOException {
        Path file = folder.resolve("openapi.json");
        JSON.writeValue(file.toFile(), description);
        return file;
    }

    private static ObjectNode description() {
        Set<String> services = RouteTable.load("routes.txt").routes().stream()
                .map(Route::service)
                .collect(Collectors.toSet());
        return ApiDescription.load(services, ApiVersions.load(), JSON);
    }
}
