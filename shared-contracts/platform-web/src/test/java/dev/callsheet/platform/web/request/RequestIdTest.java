package dev.callsheet.platform.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @Test
    void keepsASaneOne() {
        assertThat(RequestId.of("7c9e6679-7425-40de-944b-e07fc1f90ae7"))
                .isEqualTo("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "<script>", "ä"})
    void replacesAnInsaneOne(String sent) {
        assertThat(RequestId.of(sent)).startsWith("req_");
    }

    @Test
    void replacesOneThatIsTooLong() {
        assertThat(RequestId.of("x".repeat(129))).startsWith("req_");
    }
}
