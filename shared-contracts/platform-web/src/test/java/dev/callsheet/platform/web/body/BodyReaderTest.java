package dev.callsheet.platform.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.Violations;
import dev.callsheet.platform.web.request.Json;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final BodyReader reader = new BodyReader(Json.api(), VALIDATOR);

    enum Colour {
        RED,
        DEEP_BLUE
    }

    record Part(@NotBlank String name, @Min(1) int count) {}

    @ReadOnlyAttributes({"id", "created_at"})
    record Thing(
            @NotBlank @Size(max = 10) String title,
            @Nullable Colour mainColour,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable LocalDate day,
            @Nullable UUID ownerId,
            @Nullable BigDecimal price,
            @Nullable Boolean open,
            @Nullable Map<String, List<@Valid Part>> parts,
            @Nullable JsonNode settings,
            @NotNull Integer size)
            implements CrossFieldRules {

        @Override
        public void check(Violations violations) {
            if (startsAt != null && endsAt != null && !startsAt.isBefore(endsAt)) {
                violations.add("starts_at", "must be before ends_at");
            }
        }
    }

    @Test
    void readsEveryType() {
        // When
        Thing thing = read("""
                {"title": "Desk", "main_colour": "deep_blue", "starts_at": "2026-06-15T20:00:00+02:00",
                 "day": "2026-06-15", "owner_id": "01932f6e-0000-7000-8000-000000000001", "price": 12.50, "open": true,
                 "parts": {"sound": [{"name": "PA", "count": 2}]}, "settings": {"a": [1]}, "size": 3}
                """);

        // Then
        assertThat(thing.mainColour()).isEqualTo(Colour.DEEP_BLUE);
        assertThat(thing.startsAt()).isEqualTo(Instant.parse("2026-06-15T18:00:00Z"));
        assertThat(thing.price()).isEqualByComparingTo("12.50");
        assertThat(thing.parts()).containsEntry("sound", List.of(new Part("PA", 2)));
    }

    @Test
    void reportsTypesConstraintsAndUnknownFieldsTogether() {
        assertThat(violationsOf("""
                        {"title": "far too long a title", "main_colour": "green", "price": "12", "size": 1.5,
                         "parts": {"sound": [{"name": " ", "count": 0}, {"count": "x", "extra": 1}]}, "shape": "round"}
                        """))
                .containsExactlyInAnyOrder(
                        "title",
                        "main_colour",
                        "price",
                        "size",
                        "parts.sound[1].count",
                        "parts.sound[1].extra",
                        "shape");
    }

    @Test
    void reportsBrokenConstraintsDeepInside() {
        assertThat(
                        violationsOf(
                                "{\"title\": \"Desk\", \"size\": 1, \"parts\": {\"sound\": [{\"name\": \" \", \"count\": 0}]}}"))
                .containsExactlyInAnyOrder("parts.sound[0].name", "parts.sound[0].count");
    }

    @Test
    void reportsRulesThatConcernSeveralFields() {
        assertThat(
                        violationsOf(
                                "{\"title\": \"Desk\", \"size\": 1, \"starts_at\": \"2026-06-15T20:00:00Z\", \"ends_at\": \"2026-06-15T20:00:00Z\"}"))
                .containsExactly("starts_at");
    }

    @Test
    void ignoresReadOnlyAttributesAndUnwrapsAResource() {
        // When
        Thing thing = read("""
                {"success": true, "data": {"id": "x", "type": "thing",
                 "attributes": {"id": "y", "created_at": "z", "title": "Desk", "size": 1}}}
                """);

        // Then
        assertThat(thing.title()).isEqualTo("Desk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "starts_at | 2026-06-15T20:00",
                "starts_at | 2026-06-15",
                "starts_at | 2026-06-15T20:00:00.123456Z",
            })
    void takesInstantsAsPeopleWriteThem(String field, String text) {
        assertThat(violationsOf("{\"title\": \"Desk\", \"size\": 1, \"%s\": \"%s\"}".formatted(field, text)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"starts_at\": \"2026-13-01T00:00:00Z\"",
                "\"starts_at\": \"9999-01-01T00:00:00Z\"",
                "\"starts_at\": 1718474400",
                "\"day\": \"15/06/2026\"",
                "\"owner_id\": \"1-2-3-4-5\"",
                "\"open\": \"true\"",
                "\"price\": 1e99",
                "\"main_colour\": \"RED\"",
                "\"title\": \"a\\u0000b\"",
                "\"title\": \"\\ud800\"",
                "\"settings\": {\"a\": \"\\u0000\"}",
                "\"parts\": []",
            })
    void refusesWhatDoesNotFit(String member) {
        String body = member.startsWith("\"title\"")
                ? "{\"size\": 1, %s}".formatted(member)
                : "{\"title\": \"Desk\", \"size\": 1, %s}".formatted(member);
        assertThat(violationsOf(body)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"a\"", "{\"a\": 1, \"a\": 2}", "{} x"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
    }

    @Test
    void refusesJsonThatIsNestedToExhaustTheStack() {
        assertThatThrownBy(() -> read("{\"settings\":" + "[".repeat(100_000)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
    }

    @Test
    void aPatchChangesWhatItNamesAndEmptiesWhatItNulls() {
        // Given
        Thing current = read("{\"title\": \"Desk\", \"size\": 1, \"price\": 5, \"day\": \"2026-06-15\"}");

        // When
        Thing patched = patch("{\"size\": 2, \"price\": null}").applyTo(current);

        // Then
        assertThat(patched.size()).isEqualTo(2);
        assertThat(patched.price()).isNull();
        assertThat(patched.title()).isEqualTo("Desk");
        assertThat(patched.day()).isEqualTo("2026-06-15");
    }

    @Test
    void aPatchMayNotEmptyWhatIsRequired() {
        assertThatThrownBy(() -> patch("{\"title\": null, \"size\": null}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.details()).hasSize(2));
    }

    @Test
    void aPatchIsCheckedAgainstWhatStays() {
        // Given
        Thing current = read("{\"title\": \"Desk\", \"size\": 1, \"starts_at\": \"2026-06-15T20:00:00Z\"}");
        MergePatch<Thing> patch = patch("{\"ends_at\": \"2026-06-15T19:00:00Z\"}");

        // When / Then
        assertThatThrownBy(() -> patch.applyTo(current)).isInstanceOf(ApiException.class);
    }

    @Test
    void aVersionInTheBodyMustBeTheCurrentOne() {
        // Given
        MergePatch<Thing> patch = patch("{\"version\": 3, \"size\": 2}");

        // When / Then
        patch.requireVersion(3);
        assertThatThrownBy(() -> patch.requireVersion(4))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    }

    private List<String> violationsOf(String body) {
        try {
            read(body);
            return List.of();
        } catch (ApiException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
            return refusal.details().stream().map(detail -> detail.field()).toList();
        }
    }

    private Thing read(String body) {
        return (Thing) read(body, Thing.class, Thing.class);
    }

    @SuppressWarnings("unchecked") // The reader was asked for it.
    private MergePatch<Thing> patch(String body) {
        Type patchOfThing = new java.lang.reflect.ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {Thing.class};
            }

            @Override
            public Type getRawType() {
                return MergePatch.class;
            }

            @Override
            public @Nullable Type getOwnerType() {
                return null;
            }
        };
        return (MergePatch<Thing>) read(body, MergePatch.class, patchOfThing);
    }

    @SuppressWarnings("unchecked") // JAX-RS passes classes this way.
    private Object read(String body, Class<?> type, Type genericType) {
        return reader.readFrom(
                (Class<Object>) type,
                genericType,
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                new MultivaluedHashMap<>(),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
