package dev.callsheet.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentMergeTest {

    private static final String VERSION = "2026-11-01";

    @Test
    void keepsOneOfWhatServicesShare() throws JsonProcessingException {
        // Given
        JsonNode crew = document("/api/v1/crew", "listCrew", "Warning", "{\"type\": \"string\"}");
        JsonNode jobs = document("/api/v1/jobs", "listJobs", "Warning", "{\"type\": \"string\"}");

        // When
        JsonNode merged = DocumentMerge.merge(Map.of("gateway", own(), "crew", crew, "scheduling", jobs), VERSION);

        // Then
        assertThat(merged.at("/components/schemas").properties()).hasSize(1);
        assertThat(merged.at("/info/version").asText()).isEqualTo(VERSION);
        assertThat(merged.at("/info/title").asText()).isEqualTo("Callsheet API");
        assertThat(merged.path("paths").properties()).hasSize(2);
    }

    @Test
    void givesEachServiceItsOwnOfWhatDiffers() throws JsonProcessingException {
        // Given
        JsonNode crew = document("/api/v1/crew", "listCrew", "Size", "{\"type\": \"string\"}");
        JsonNode jobs = document("/api/v1/jobs", "listJobs", "Size", "{\"type\": \"integer\"}");

        // When
        JsonNode merged = DocumentMerge.merge(Map.of("gateway", own(), "crew", crew, "scheduling", jobs), VERSION);

        // Then
        assertThat(merged.at("/components/schemas/CrewSize/type").asText()).isEqualTo("string");
        assertThat(merged.at("/components/schemas/SchedulingSize/type").asText())
                .isEqualTo("integer");
        assertThat(merged.at("/components/schemas/Size").isMissingNode()).isTrue();
        assertThat(merged.findValuesAsText("$ref"))
                .containsExactlyInAnyOrder("#/components/schemas/CrewSize", "#/components/schemas/SchedulingSize");
    }

    @Test
    void tellsApartWhatDiffersOnlyInWhatItRefersTo() throws JsonProcessingException {
        // Given
        String box = "{\"items\": {\"$ref\": \"#/components/schemas/Size\"}}, \"Size\": {\"type\": \"%s\"}";
        JsonNode crew = document("/api/v1/crew", "listCrew", "Box", box.formatted("string"));
        JsonNode jobs = document("/api/v1/jobs", "listJobs", "Box", box.formatted("integer"));

        // When
        JsonNode merged = DocumentMerge.merge(Map.of("gateway", own(), "crew", crew, "scheduling", jobs), VERSION);

        // Then
        assertThat(merged.at("/components/schemas/CrewBox/items/$ref").asText())
                .isEqualTo("#/components/schemas/CrewSize");
        assertThat(merged.at("/components/schemas/SchedulingBox/items/$ref").asText())
                .isEqualTo("#/components/schemas/SchedulingSize");
    }

    @Test
    void refusesAPathWithTwoOwners() throws JsonProcessingException {
        // Given
        JsonNode crew = document("/api/v1/crew", "listCrew", "A", "{}");
        JsonNode jobs = document("/api/v1/crew", "listJobs", "A", "{}");

        // When / Then
        assertThatThrownBy(
                        () -> DocumentMerge.merge(Map.of("gateway", own(), "crew", crew, "scheduling", jobs), VERSION))
                .hasMessage("/api/v1/crew is documented by two services");
    }

    @Test
    void refusesAnOperationIdThatIsTaken() throws JsonProcessingException {
        // Given
        JsonNode crew = document("/api/v1/crew", "list", "A", "{}");
        JsonNode jobs = document("/api/v1/jobs", "list", "A", "{}");

        // When / Then
        assertThatThrownBy(
                        () -> DocumentMerge.merge(Map.of("gateway", own(), "crew", crew, "scheduling", jobs), VERSION))
                .hasMessage("Two operations have the operationId list");
    }

    private static JsonNode own() throws JsonProcessingException {
        return new ObjectMapper().readTree("{\"info\": {\"title\": \"Callsheet API\", \"version\": \"v1\"}}");
    }

    private static JsonNode document(String path, String id, String name, String schema)
            throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"paths": {"%s": {"get": {"operationId": "%s", "schema": {"$ref": "#/components/schemas/%s"}}}},
                 "components": {"schemas": {"%s": %s}}}
                """.formatted(path, id, name, name, schema));
    }
}
