package dev.callsheet.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHeaderTest {

    @Test
    void readsAnEventWhateverElseItHolds() throws IOException {
        // Given
        String golden;
        try (InputStream sample = EventHeaderTest.class.getResourceAsStream("/event-samples/job.created.json")) {
            golden = new String(java.util.Objects.requireNonNull(sample).readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        EventHeader header = EventHeader.parse(golden);

        // Then
        assertThat(header.type()).isEqualTo("job.created");
        assertThat(header.sequence()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not json",
                "{}",
                "{\"id\":\"x\"}",
                "{\"id\":\"01932f6e-0000-7000-8000-000000000100\",\"type\":\"job.created\"}"
            })
    void whatIsNoEventIsSaidToBeUnreadable(String json) {
        assertThatThrownBy(() -> EventHeader.parse(json)).isInstanceOf(UnreadableEventException.class);
    }
}
