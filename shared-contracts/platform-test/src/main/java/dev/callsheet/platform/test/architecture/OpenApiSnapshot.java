package dev.callsheet.platform.test.architecture;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI document that the module committed is the one that its service serves, so that a change of the API shows in
 * review. {@code -Dopenapi.update=true} writes it anew.
 */
public final class OpenApiSnapshot {

    private static final Path FILE = Path.of("openapi.json");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private OpenApiSnapshot() {}

    /** Compares with the running service under test. */
    public static void verify() {
        verify("");
    }

    /** Compares with the running service under test, which serves its document at another address than its API's. */
    public static void verify(String address) {
        String served = canonical(
                given().queryParam("format", "json").get(address + "/q/openapi").asString());
        try {
            assertThat(gapsIn(JSON.readTree(served)))
                    .as("what every operation says of itself")
                    .isEmpty();
            if (Boolean.getBoolean("openapi.update")) {
                Files.writeString(FILE, served);
            }
            assertThat(FILE).as("the committed OpenAPI document").exists();
            assertThat(served)
                    .as("the API has changed: look at the difference, then commit it with -Dopenapi.update=true")
                    .isEqualTo(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What operations lack: a route needs a summary at least, and its resource class a tag; the rest is derived. */
    static List<String> gapsIn(JsonNode document) {
        List<String> gaps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> described = new HashSet<>();
        document.path("tags").forEach(tag -> {
            if (!tag.path("description").asText().isBlank()) {
                described.add(tag.path("name").asText());
            }
        });
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String place = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    JsonNode said = operation.getValue();
                    for (String part : List.of("summary", "description", "operationId")) {
                        if (said.path(part).asText().isBlank()) {
                            gaps.add(place + " has no " + part);
                        }
                    }
                    if (said.path("tags").isEmpty()) {
                        gaps.add(place + " has no tag");
                    }
                    said.path("tags").forEach(tag -> {
                        if (!described.contains(tag.asText())) {
                            gaps.add(place + " has the tag " + tag.asText() + ", which no @Tag describes");
                        }
                    });
                    if (!ids.add(said.path("operationId").asText())) {
                        gaps.add(place + " has the operationId of another operation");
                    }
                }));
        return gaps;
    }

    private static String canonical(String document) {
        try {
            return JSON.writeValueAsString(JSON.readValue(document, Map.class)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
