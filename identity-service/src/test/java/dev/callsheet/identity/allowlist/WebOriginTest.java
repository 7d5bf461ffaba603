package dev.callsheet.identity.allowlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "HTTPS://App.Example.COM:443, https://app.example.com",
        "http://localhost:3000, http://localhost:3000",
        "http://127.0.0.1:80, http://127.0.0.1",
        "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443",
    })
    void isSpelledAsBrowsersDo(String written, String canonical) {
        assertThat(WebOrigin.parse(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x=1",
                "https://user@app.example.com",
                "https://*.example.com",
                "https://app.example.com:70000",
                "ftp://app.example.com",
                "file:///etc/passwd",
                "https://",
                "https://a b",
            })
    void refusesWhatNoBrowserSends(String written) {
        assertThatThrownBy(() -> WebOrigin.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + written + "'");
    }
}
