package dev.callsheet.platform.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiSnapshotTest {

    private static final String COMPLETE = """
            {"tags": [{"name": "Jobs", "description": "Shows."}], "paths": {"/api/v1/jobs": {
              "get": {"operationId": "listJobs", "summary": "List jobs", "description": "All.", "tags": ["Jobs"]},
              "post": {"operationId": "createJob", "summary": "Create", "description": "One.", "tags": ["Jobs"]}}}}
            """;

    @Test
    void acceptsOperationsThatSayEverything() throws IOException {
        assertThat(OpenApiSnapshot.gapsIn(document())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "description", "operationId", "tags"})
    void refusesAnOperationThatLacks(String part) throws IOException {
        // Given
        JsonNode document = document();
        ((ObjectNode) document.at("/paths/~1api~1v1~1jobs/get")).remove(part);

        // When / Then
        assertThat(OpenApiSnapshot.gapsIn(document)).singleElement().asString().startsWith("GET /api/v1/jobs has no ");
    }

    @Test
    void refusesATagThatNobodyDescribes() throws IOException {
        // Given
        JsonNode document = document();
        ((ObjectNode) document.at("/tags/0")).remove("description");

        // When / Then
        assertThat(OpenApiSnapshot.gapsIn(document)).hasSize(2).allMatch(gap -> gap.contains("the tag Jobs"));
    }

    @Test
    void refusesTwoOperationsOfOneName() throws IOException {
        // Given
        JsonNode document = document();
        ((ObjectNode) document.at("/paths/~1api~1v1~1jobs/post")).put("operationId", "listJobs");

        // When / Then
        assertThat(OpenApiSnapshot.gapsIn(document))
                .containsExactly("POST /api/v1/jobs has the operationId of another operation");
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(COMPLETE);
    }
}
