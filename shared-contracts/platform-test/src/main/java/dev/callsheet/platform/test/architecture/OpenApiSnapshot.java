package dev.callsheet.platform.test.architecture;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
        String served =
                canonical(given().queryParam("format", "json").get("/q/openapi").asString());
        try {
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

    private static String canonical(String document) {
        try {
            return JSON.writeValueAsString(JSON.readValue(document, Map.class)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
