package dev.callsheet.gateway.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void splitsAndDecodesOnce() {
        // When
        RequestPath path = requireNonNull(RequestPath.parse("/api/v1/%6aobs/caf%C3%A9"));

        // Then
        assertThat(path.segments()).isEqualTo(List.of("api", "v1", "jobs", "caf\u00e9"));
        assertThat(path.raw()).isEqualTo("/api/v1/%6aobs/caf%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api/v1/jobs",
                "//api/v1/jobs",
                "/api/v1//jobs",
                "/api/v1/jobs//",
                "/api/v1/./jobs",
                "/api/v1/../internal",
                "/api/v1/jobs/..",
                "/api/v1/jobs/%2e%2e/secret",
                "/api/v1/jobs/.%2E/secret",
                "/api/v1/jobs%2fsecret",
                "/api/v1/jobs%2Fsecret",
                "/api/v1/jobs%5csecret",
                "/api/v1/jobs\\secret",
                "/api/v1/jobs;a=b",
                "/api/v1/jobs%3ba=b",
                "/api/v1/jobs/%00",
                "/api/v1/jobs/%0d%0aX: y",
                "/api/v1/jobs/%252e%252e/secret",
                "/api/v1/jobs/%",
                "/api/v1/jobs/%4",
                "/api/v1/jobs/%zz",
                "/api/v1/jobs/%4/x",
                "/api/v1/jobs/caf\u00e9",
                "/api/v1/jobs/a b",
                "/api/v1/jobs/<x>",
            })
    void refusesWhatCouldBeReadInTwoWays(String raw) {
        // When / Then
        assertThat(RequestPath.parse(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a=b&filter[status.in]=x,y", "q=%C3%A9+b", "t=2026-01-01T00:00:00+01:00", "x=a%20b;c/d?"})
    void acceptsAQuery(String query) {
        // When / Then
        assertThat(RequestPath.isQuery(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a b", "q=%", "q=%4", "q=%zz", "q=<x>", "q=\u00e9", "q=a|b", "q={}", "q=a#b", "q=\\"})
    void refusesAQueryThatAServiceCouldNotRead(String query) {
        // When / Then
        assertThat(RequestPath.isQuery(query)).isFalse();
    }

    @Test
    void noticesAFinalSlash() {
        // When
        RequestPath path = requireNonNull(RequestPath.parse("/api/v1/jobs/"));

        // Then
        assertThat(path.endsInSlash()).isTrue();
    }
}
