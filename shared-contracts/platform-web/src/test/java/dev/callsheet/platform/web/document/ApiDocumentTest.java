package dev.callsheet.platform.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jackson sets what NullAway cannot see. */
@SuppressWarnings("NullAway.Init")
class ApiDocumentTest {

    private static JsonNode document;

    @BeforeAll
    static void describe() throws IOException {
        OpenAPI scanned = OASFactory.createOpenAPI()
                .openapi("3.1.0")
                .paths(OASFactory.createPaths()
                        .addPathItem(
                                "/api/v1/places",
                                item().GET(OASFactory.createOperation()).POST(OASFactory.createOperation()))
                        .addPathItem(
                                "/api/v1/places/{placeId}",
                                item().PATCH(OASFactory.createOperation()).DELETE(OASFactory.createOperation()))
                        .addPathItem("/api/v1/places/open", item().GET(OASFactory.createOperation()))
                        .addPathItem("/api/v1/places/sync", item().POST(OASFactory.createOperation())));
        new ApiDocument(Index.of(PlaceResource.class)).filterOpenAPI(scanned);
        document = new ObjectMapper()
                .readTree(SmallRyeOpenAPI.builder()
                        .withInitialModel(scanned)
                        .enableModelReader(false)
                        .enableStandardFilter(false)
                        .enableStandardStaticFiles(false)
                        .enableAnnotationScan(false)
                        .build()
                        .toJSON());
    }

    @Test
    void spellsPropertiesAndVariablesAsTheyAreSent() {
        assertThat(fieldsOf("/components/schemas/PlaceAttributes/properties"))
                .containsExactlyInAnyOrder("display_name", "kind", "opened_at", "rent", "secret");
        assertThat(fieldsOf("/paths"))
                .containsExactlyInAnyOrder("/api/v1/places", "/api/v1/places/{place_id}", "/api/v1/places/open");
        assertThat(textsAt("/components/schemas/Kind/enum")).containsExactly("arena", "club");
    }

    @Test
    void requiresOfAnAnswerWhatIsAlwaysThere() {
        assertThat(textsAt("/components/schemas/Place/properties/attributes/required"))
                .containsExactly("display_name", "kind", "opened_at", "rent");
        assertThat(textsAt("/components/schemas/PlaceAttributes/properties/rent/type"))
                .containsExactly("number", "null");
        assertThat(at("/components/schemas/PlaceAttributes/properties/secret/type")
                        .asText())
                .isEqualTo("string");
        assertThat(at("/components/schemas/PlaceAttributes/additionalProperties")
                        .asBoolean(true))
                .isFalse();
        assertThat(at("/components/schemas/Place/properties/type/const").asText())
                .isEqualTo("place");
    }

    @Test
    void requiresNothingOfAListThatFieldsMayThinOut() {
        assertThat(at("/components/schemas/PlaceSelection/properties/attributes/required")
                        .isMissingNode())
                .isTrue();
        assertThat(at("/components/schemas/PlaceListEnvelope/properties/data/items/$ref")
                        .asText())
                .endsWith("/PlaceSelection");
    }

    @Test
    void requiresNothingOfAPatch() {
        JsonNode patch = at("/components/schemas/PlacePatch");
        assertThat(patch.has("required")).isFalse();
        assertThat(patch.at("/properties/display_name/type").asText()).isEqualTo("string");
        assertThat(patch.at("/properties/kind/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(patch.at("/properties/opened_at/readOnly").asBoolean()).isTrue();
        assertThat(textsAt("/components/schemas/PlaceRequest/required")).containsExactly("display_name");
    }

    @Test
    void takesListParametersFromTheSchema() {
        assertThat(parametersOf("/paths/~1api~1v1~1places/get"))
                .containsExactly(
                        "Page",
                        "PerPage",
                        "Cursor",
                        "Limit",
                        "sort",
                        "Order",
                        "Count",
                        "fields",
                        "kind",
                        "filter",
                        "RequestId",
                        "ApiVersion",
                        "OrganizationId");
    }

    @Test
    void saysWhoMayAndWhatRefuses() {
        assertThat(textsAt("/paths/~1api~1v1~1places/post/x-required-scopes")).containsExactly("places:write");
        assertThat(at("/paths/~1api~1v1~1places/post/security/0").has("bearer")).isTrue();
        assertThat(at("/paths/~1api~1v1~1places~1open/get/security")).isEmpty();
        assertThat(fieldsOf("/paths/~1api~1v1~1places/post/responses"))
                .contains("201", "400", "401", "403", "409", "413", "415", "422", "429", "503")
                .doesNotContain("200", "404", "412");
        assertThat(fieldsOf("/paths/~1api~1v1~1places~1{place_id}/delete/responses"))
                .contains("204", "404", "412")
                .doesNotContain("409", "415");
        assertThat(fieldsOf("/paths/~1api~1v1~1places~1open/get/responses")).doesNotContain("401", "403");
    }

    @Test
    void leavesInternalRoutesOut() {
        assertThat(at("/paths/~1api~1v1~1places~1sync").isMissingNode()).isTrue();
    }

    @Test
    void showsAnExampleOfEachBody() {
        assertThat(at("/paths/~1api~1v1~1places/post/requestBody/content/application~1json/example/display_name")
                        .asText())
                .isEqualTo("Display name");
        assertThat(at("/paths/~1api~1v1~1places/get/responses/200/content/application~1json/example/links/self")
                        .asText())
                .isEqualTo("/api/v1/places");
    }

    private static PathItem item() {
        return OASFactory.createPathItem();
    }

    private static JsonNode at(String pointer) {
        return document.at(pointer);
    }

    private static List<String> fieldsOf(String pointer) {
        List<String> fields = new ArrayList<>();
        at(pointer).fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static List<String> textsAt(String pointer) {
        List<String> texts = new ArrayList<>();
        at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> parametersOf(String pointer) {
        List<String> names = new ArrayList<>();
        at(pointer).path("parameters").forEach(parameter -> {
            String reference = parameter.path("$ref").asText();
            names.add(
                    reference.isEmpty()
                            ? parameter.path("name").asText()
                            : reference.substring(reference.lastIndexOf('/') + 1));
        });
        return names;
    }
}
