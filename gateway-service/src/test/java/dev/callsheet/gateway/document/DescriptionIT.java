package dev.callsheet.gateway.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.callsheet.gateway.stub.IdentityStub;
import dev.callsheet.gateway.stub.StubFleet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The crew service of this fleet is down, and is described all the same. */
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class DescriptionIT {

    @Test
    void describesEveryServiceToEverybody() {
        given().get("/api/v1/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=60")
                .body("openapi", equalTo("3.1.0"))
                .body("info.version", equalTo(ApiVersions.load().newest()))
                .body("paths.'/api/v1/crew'.get.operationId", equalTo("listCrew"))
                .body("paths.'/api/v1/health'.get.operationId", equalTo("getHealth"));
    }

    @Test
    void saysTheSameInYaml() throws IOException {
        // When
        JsonNode json =
                new ObjectMapper().readTree(given().get("/api/v1/openapi.json").asString());
        Response yaml = given().get("/api/v1/openapi.yaml");

        // Then
        assertThat(yaml.contentType()).isEqualTo("application/yaml");
        assertThat(new YAMLMapper().readTree(yaml.asByteArray())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/openapi.json", "/api/v1/openapi.yaml"})
    void isNotSentTwice(String path) {
        // Given
        String tag = uncompressed().get(path).header("ETag");

        // When / Then
        uncompressed()
                .header("If-None-Match", "\"other\", W/" + tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/openapi.json", "/api/v1/openapi.yaml"})
    void isCompressedForWhoeverTakesThat(String path) throws IOException {
        // Given
        byte[] plain = uncompressed().get(path).asByteArray();

        // When
        Response compressed = given().config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", "gzip")
                .get(path);

        // Then
        compressed.then().statusCode(200).header("Content-Encoding", "gzip");
        assertThat(compressed.headers().getValues("Vary")).contains("accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.asByteArray())).readAllBytes())
                .isEqualTo(plain);
        given().header("If-None-Match", compressed.header("ETag"))
                .get(path)
                .then()
                .statusCode(304);
    }

    @Test
    void isReadOnly() {
        given().post("/api/v1/openapi.json")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("error.code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void isWhereTheApiSays() {
        String documentation = given().get("/api/v1").path("documentation");
        given().get(documentation).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "v1", "2026-11-01T00:00:00Z", "latest"})
    void refusesAnUnknownVersion(String version) {
        caller().header("X-API-Version", version)
                .get("/api/v1/jobs/7")
                .then()
                .statusCode(400)
                .header("X-API-Version", ApiVersions.load().newest())
                .body("error.code", equalTo("VALIDATION_ERROR"))
                .body("error.details[0].field", equalTo("X-API-Version"))
                .body(
                        "error.details[0].message",
                        containsString(ApiVersions.load().newest()));
    }

    @Test
    void tellsTheServiceAndTheClientWhichVersionApplies() {
        caller().get("/api/v1/jobs/7")
                .then()
                .statusCode(200)
                .header("X-API-Version", matchesPattern("\\d{4}-\\d{2}-\\d{2}"))
                .header("Deprecation", nullValue())
                .body("headers.x-api-version[0]", equalTo(ApiVersions.load().newest()));
    }

    @Test
    void takesAKnownVersion() {
        caller().header("X-API-Version", "2026-11-01")
                .get("/api/v1/jobs/7")
                .then()
                .statusCode(200)
                .header("X-API-Version", "2026-11-01")
                .body("headers.x-api-version[0]", equalTo("2026-11-01"));
    }

    private static RequestSpecification uncompressed() {
        return given().config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", "identity");
    }

    private static RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + IdentityStub.KEY);
    }
}
