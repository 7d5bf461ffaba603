package dev.callsheet.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves the check on mutants: one thing of a valid answer is changed, and the check says which. */
class ResponseCheckTest {

    private static final Exchange LIST = new Exchange(
            "GET",
            "/api/v1/crates?page=1",
            Map.of(),
            null,
            200,
            Map.of(
                    "content-type", List.of("application/json;charset=UTF-8"),
                    "x-request-id", List.of("req_1"),
                    "x-ratelimit-limit", List.of("60")),
            """
            {"success": true, "data": [{"id": "0197c3a4-6f2b-7c41-9b1e-3f5d2a8c7e10", "weight": 12.5, "colour": null,
             "packed_at": "2026-06-15T20:00:00+02:00"}]}""");

    private final ResponseCheck check = new ResponseCheck(ApiDocument.parse(fixture()));

    private static String fixture() {
        try (var stream = Objects.requireNonNull(ResponseCheckTest.class.getResourceAsStream("crates-openapi.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDocumentedAnswerIsValid() {
        assertThat(check.violations(LIST)).isEmpty();
    }

    @Test
    void aRefusalOfItsClassAndAnAnswerWithoutBodyAreValid() {
        assertThat(check.violations(deleted(204, ""))).isEmpty();
        assertThat(check.violations(refused("DELETE", "/api/v1/crates/42", 404)))
                .isEmpty();
    }

    @Test
    void whatTheDocumentDoesNotKnowIsRefusedInTheFormatOfEveryRefusal() {
        assertThat(check.violations(refused("GET", "/api/v1/nothing", 404))).isEmpty();
        assertThat(check.violations(at(LIST, "/api/v1/nothing")))
                .singleElement()
                .asString()
                .contains("not in the document");
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("a wrong type", body("\"weight\": 12.5", "\"weight\": \"12.5\""), "weight"),
                mutant("a null where none is allowed", body("\"weight\": 12.5", "\"weight\": null"), "weight"),
                mutant("a wrong format", body("2026-06-15T20:00:00+02:00", "15/06/2026"), "packed_at"),
                mutant("an extra field", body("\"weight\":", "\"depth\": 3, \"weight\":"), "depth"),
                mutant(
                        "an extra field of the envelope",
                        body("\"success\": true", "\"success\": true, \"debug\": {}"),
                        "debug"),
                mutant(
                        "a missing field",
                        body("\"id\": \"0197c3a4-6f2b-7c41-9b1e-3f5d2a8c7e10\", ", ""),
                        "required property 'id'"),
                mutant("a body that is cut off", body("\"}]}", ""), "no JSON"),
                mutant("an undocumented status", exchange -> status(exchange, 202), "status 202"),
                mutant(
                        "an undocumented content type",
                        exchange -> header(exchange, "content-type", "text/html"),
                        "content type 'text/html'"),
                mutant(
                        "a header of a wrong type",
                        exchange -> header(exchange, "x-ratelimit-limit", "many"),
                        "X-RateLimit-Limit"),
                mutant(
                        "an undocumented header",
                        exchange -> header(exchange, "x-powered-by", "crates"),
                        "x-powered-by"),
                mutant(
                        "a missing required header",
                        exchange -> header(exchange, "x-ratelimit-limit", null),
                        "no header"),
                mutant("no request id", exchange -> header(exchange, "x-request-id", null), "X-Request-ID"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void aMutantIsDetected(String what, UnaryOperator<Exchange> mutation, String complaint) {
        // When
        List<String> violations = check.violations(mutation.apply(LIST));

        // Then
        assertThat(violations)
                .as(what)
                .isNotEmpty()
                .anySatisfy(violation -> assertThat(violation).contains(complaint));
    }

    @Test
    void aBodyWhereNoneIsDocumentedIsDetected() {
        assertThat(check.violations(deleted(204, "{}"))).containsExactly("has a body, and none is documented");
    }

    @Test
    void aRefusalInAnotherFormatIsDetected() {
        // Given
        Exchange refusal = refused("DELETE", "/api/v1/crates/42", 404);

        // When
        List<String> violations = check.violations(withBody(refusal, "{\"message\": \"no such crate\"}"));

        // Then
        assertThat(violations).isNotEmpty();
    }

    private static Arguments mutant(String what, UnaryOperator<Exchange> mutation, String complaint) {
        return Arguments.of(what, mutation, complaint);
    }

    private static UnaryOperator<Exchange> body(String part, String replacement) {
        return exchange -> {
            assertThat(exchange.answerBody()).contains(part);
            return withBody(exchange, exchange.answerBody().replace(part, replacement));
        };
    }

    private static Exchange deleted(int status, String body) {
        return new Exchange(
                "DELETE", "/api/v1/crates/42", Map.of(), null, status, Map.of("x-request-id", List.of("req_1")), body);
    }

    private static Exchange refused(String method, String uri, int status) {
        return new Exchange(
                method,
                uri,
                Map.of(),
                null,
                status,
                Map.of("content-type", List.of("application/json"), "x-request-id", List.of("req_1")),
                "{\"success\": false, \"error\": {\"code\": \"NOT_FOUND\", \"message\": \"No such crate.\"}}");
    }

    private static Exchange at(Exchange exchange, String uri) {
        return new Exchange(
                exchange.method(),
                uri,
                exchange.requestHeaders(),
                exchange.requestBody(),
                exchange.status(),
                exchange.answerHeaders(),
                exchange.answerBody());
    }

    private static Exchange withBody(Exchange exchange, String body) {
        return new Exchange(
                exchange.method(),
                exchange.uri(),
                exchange.requestHeaders(),
                exchange.requestBody(),
                exchange.status(),
                exchange.answerHeaders(),
                body);
    }

    private static Exchange status(Exchange exchange, int status) {
        return new Exchange(
                exchange.method(),
                exchange.uri(),
                exchange.requestHeaders(),
                exchange.requestBody(),
                status,
                exchange.answerHeaders(),
                exchange.answerBody());
    }

    private static Exchange header(Exchange exchange, String name, @org.jspecify.annotations.Nullable String value) {
        Map<String, List<String>> headers = new TreeMap<>(exchange.answerHeaders());
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, List.of(value));
        }
        return new Exchange(
                exchange.method(),
                exchange.uri(),
                exchange.requestHeaders(),
                exchange.requestBody(),
                exchange.status(),
                headers,
                exchange.answerBody());
    }
}
