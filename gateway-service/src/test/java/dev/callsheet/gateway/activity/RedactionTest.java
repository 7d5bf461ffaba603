package dev.callsheet.gateway.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=confirmado&page=2 | status=confirmado&page=2",
                "token=abc | token=[redacted]",
                "TOKEN=abc&x=1 | TOKEN=[redacted]&x=1",
                "access_token=abc | access_token=[redacted]",
                "api_key=abc | api_key=[redacted]",
                "%74oken=abc | %74oken=[redacted]",
                "new_password=abc | new_password=[redacted]",
                "code=abc | code=[redacted]",
                "zip_code=28001 | zip_code=28001",
                "filter[status]=a&flag | filter[status]=a&flag",
                "x=sp_live_abcdefghijklmnopqrstuvwxyz405Y5J | x=[redacted]",
                "x=eyJhbGciOiJSUzI1NiJ9.eyJzdWIi.c2ln | x=[redacted]",
                "x=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | x=[redacted]",
            })
    void takesSecretsOutOfAQuery(String query, String kept) {
        // When
        String path = Redaction.path("/api/v1/jobs", query);

        // Then
        assertThat(path).isEqualTo("/api/v1/jobs?" + kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sp_live_abcdefghijklmnopqrstuvwxyz405Y5J", "acme_test_abcdefgh", "eyJhbGciOiJSUzI1NiJ9"})
    void takesCredentialsOutOfAPath(String credential) {
        // When
        String path = Redaction.path("/api/v1/jobs/" + credential, null);

        // Then
        assertThat(path).isEqualTo("/api/v1/jobs/[redacted]");
    }

    @Test
    void boundsWhatAClientMakesLong() {
        // When
        String value = Redaction.path("/a", "x=" + "a".repeat(500));
        String path = Redaction.path("/" + "a".repeat(5_000), "y=" + "b".repeat(5_000));
        String agent = Redaction.text("a".repeat(5_000));

        // Then
        assertThat(value).hasSize("/a?x=".length() + 200);
        assertThat(path.length()).isLessThanOrEqualTo(2_000);
        assertThat(agent).hasSize(300);
    }

    @Test
    void keepsALineALine() {
        // When
        String agent = Redaction.text("curl/8\r\nX: \u0000y");

        // Then
        assertThat(agent).isEqualTo("curl/8  X:  y");
    }
}
