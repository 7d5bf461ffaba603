package dev.callsheet.platform.test.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mutant is the document with one value replaced, or taken out, at a pointer. */
class BreakingChangesTest {

    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "info": {"title": "T", "version": "2026-11-01"},
             "paths": {"/jobs/{id}": {
               "get": {"operationId": "getJob", "security": [], "x-required-scopes": [],
                 "parameters": [
                   {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}},
                   {"$ref": "#/components/parameters/Fields"}],
                 "responses": {
                   "200": {"description": "Done.", "headers": {"ETag": {"schema": {"type": "string"}}},
                     "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Envelope"}}}},
                   "404": {"description": "None."}}},
               "put": {"operationId": "updateJob", "security": [{"bearer": []}], "x-required-scopes": ["jobs:write"],
                 "requestBody": {"required": false,
                   "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Patch"}}}},
                 "responses": {"204": {"description": "Done."}}}}},
             "components": {
               "parameters": {"Fields": {"name": "fields", "in": "query", "schema": {"type": "string"}}},
               "schemas": {
                 "Envelope": {"type": "object", "additionalProperties": false, "required": ["success", "data"],
                   "properties": {"success": {"const": true}, "data": {"$ref": "#/components/schemas/Job"}}},
                 "Job": {"type": "object", "additionalProperties": false, "required": ["title", "count", "notes"],
                   "properties": {
                     "title": {"type": "string"},
                     "count": {"type": "integer", "format": "int32"},
                     "notes": {"type": ["string", "null"]},
                     "status": {"anyOf": [{"$ref": "#/components/schemas/Status"}, {"type": "null"}]},
                     "days": {"type": "array", "items": {"type": "string", "format": "date"}},
                     "prices": {"type": "object", "additionalProperties": {"type": "number"}}}},
                 "Status": {"type": "string", "enum": ["open", "closed"]},
                 "Patch": {"type": "object", "additionalProperties": false,
                   "properties": {
                     "title": {"type": "string", "maxLength": 200},
                     "status": {"$ref": "#/components/schemas/Wanted"},
                     "count": {"type": ["integer", "null"], "minimum": 0}}},
                 "Wanted": {"type": "string", "enum": ["open", "closed"]}}}}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        a changed type            | /components/schemas/Job/properties/title/type            | "integer"
        a wrong item type         | /components/schemas/Job/properties/days/items/type       | "integer"
        a wrong map type          | /components/schemas/Job/properties/prices/additionalProperties/type | "string"
        a wider number            | /components/schemas/Job/properties/count/type            | "number"
        a changed format          | /components/schemas/Job/properties/count/format          | "int64"
        a null where there was none | /components/schemas/Job/properties/title/type          | ["string", "null"]
        an envelope that fails    | /components/schemas/Envelope/properties/success          | {"const": false}
        another schema            | /components/schemas/Envelope/properties/data/$ref        | "#/components/schemas/Patch"
        a field that may lack     | /components/schemas/Job/required                         | ["title", "count"]
        a removed field           | /components/schemas/Job/properties/notes                 |
        a removed list            | /components/schemas/Job/properties/days                  |
        a removed path            | /paths/~1jobs~1{id}                                      |
        a removed operation       | /paths/~1jobs~1{id}/put                                  |
        a renamed operation       | /paths/~1jobs~1{id}/get/operationId                      | "readJob"
        a removed answer          | /paths/~1jobs~1{id}/get/responses/200                    |
        a removed content type    | /paths/~1jobs~1{id}/get/responses/200/content/application~1json |
        a removed header          | /paths/~1jobs~1{id}/get/responses/200/headers/ETag       |
        a removed parameter       | /components/parameters/Fields/name                       | "attributes"
        a parameter made required | /components/parameters/Fields/required                   | true
        a new required parameter  | /paths/~1jobs~1{id}/put/parameters                       | [{"name": "day", "in": "query", "required": true, "schema": {"type": "string"}}]
        a parameter of other type | /components/parameters/Fields/schema/type                | "integer"
        a body made required      | /paths/~1jobs~1{id}/put/requestBody/required             | true
        a removed body            | /paths/~1jobs~1{id}/put/requestBody                      |
        a new required field      | /components/schemas/Patch/required                       | ["title"]
        a field not taken         | /components/schemas/Patch/properties/title               |
        a removed enum value      | /components/schemas/Wanted/enum                          | ["open"]
        a new enum                | /components/schemas/Patch/properties/title/enum          | ["a", "b"]
        a null not taken          | /components/schemas/Patch/properties/count/type          | "integer"
        a shorter text            | /components/schemas/Patch/properties/title/maxLength     | 100
        a higher minimum          | /components/schemas/Patch/properties/count/minimum       | 1
        a new pattern             | /components/schemas/Patch/properties/title/pattern       | "^[a-z]+$"
        a further scope           | /paths/~1jobs~1{id}/put/x-required-scopes                | ["jobs:write", "jobs:admin"]
        a credential asked for    | /paths/~1jobs~1{id}/get/security                         | [{"bearer": []}]
        """)
    void seesWhatBreaksClients(String mutant, String place, String value) throws IOException {
        assertThat(BreakingChanges.between(document(), mutated(place, value)))
                .as(mutant)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        a new operation           | /paths/~1tours                                           | {"get": {"operationId": "listTours", "responses": {}}}
        a renamed variable        | /paths/~1jobs~1{id}/get/parameters/0/name                | "job_id"
        a new optional parameter  | /paths/~1jobs~1{id}/put/parameters                       | [{"name": "day", "in": "query", "schema": {"type": "string"}}]
        a new field of an answer  | /components/schemas/Job/properties/color                 | {"type": "string"}
        a new optional field      | /components/schemas/Patch/properties/color               | {"type": "string"}
        a new value of an answer  | /components/schemas/Status/enum                          | ["open", "closed", "moved"]
        a new value of a request  | /components/schemas/Wanted/enum                          | ["open", "closed", "moved"]
        a null never more         | /components/schemas/Job/properties/notes/type            | "string"
        a field that never lacks  | /components/schemas/Job/required                         | ["title", "count", "notes", "days"]
        a longer text             | /components/schemas/Patch/properties/title/maxLength     | 500
        a lower minimum           | /components/schemas/Patch/properties/count/minimum       |
        a null taken              | /components/schemas/Patch/properties/title/type          | ["string", "null"]
        a scope not needed        | /paths/~1jobs~1{id}/put/x-required-scopes                | []
        a refusal that is gone    | /paths/~1jobs~1{id}/get/responses/404                    |
        a new refusal             | /paths/~1jobs~1{id}/get/responses/409                    | {"description": "Taken."}
        another description       | /paths/~1jobs~1{id}/get/summary                          | "Read a job"
        """)
    void letsAdditionsPass(String change, String place, String value) throws IOException {
        assertThat(BreakingChanges.between(document(), mutated(place, value)))
                .as(change)
                .isEmpty();
    }

    @Test
    void findsNothingInTheSameDocument() throws IOException {
        assertThat(BreakingChanges.between(document(), document())).isEmpty();
    }

    @Test
    void seesThatAFieldMovedBehindAReferenceIsTheSame() throws IOException {
        // Given
        JsonNode inlined = mutated("/components/schemas/Job/properties/status", """
                {"type": ["string", "null"], "enum": ["open", "closed", null]}
                """);

        // When / Then
        assertThat(BreakingChanges.between(document(), inlined)).isEmpty();
    }

    @Test
    void allowsABreakWithANewVersion() throws IOException {
        // Given
        JsonNode broken = mutated("/paths/~1jobs~1{id}/put", null);
        JsonNode announced = broken.deepCopy();
        ((ObjectNode) announced.path("info")).put("version", "2027-02-01");

        // When / Then
        assertThat(BreakingChanges.notAnnounced(document(), broken)).containsExactly("PUT /jobs/{} is gone");
        assertThat(BreakingChanges.notAnnounced(document(), announced)).isEmpty();
    }

    private static JsonNode document() throws IOException {
        return JSON.readTree(DOCUMENT);
    }

    private static JsonNode mutated(String place, @Nullable String value) throws IOException {
        JsonNode document = document();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode parent = document.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), JSON.readTree(value));
        } else if (value == null) {
            assertThat(((ObjectNode) parent).remove(name)).as(place).isNotNull();
        } else {
            ((ObjectNode) parent).set(name, JSON.readTree(value));
        }
        return document;
    }
}
