package dev.callsheet.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer of another release reads these samples: a change that breaks one breaks that consumer. */
class GoldenEventTest {

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Stream<EventType<?>> eventTypes() {
        return Contracts.eventTypes();
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void readsAndWritesItsGoldenSample(EventType<?> type) throws IOException {
        // Given
        JsonNode golden = sampleOf(type);

        // When
        DomainEvent<?> event = json.readerFor(
                        json.getTypeFactory().constructParametricType(DomainEvent.class, type.data()))
                .readValue(golden);

        // Then
        assertThat(event.type()).isEqualTo(type.name());
        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(golden);
    }

    private JsonNode sampleOf(EventType<?> type) throws IOException {
        String file = "/golden/" + type.name() + ".json";
        try (InputStream sample = GoldenEventTest.class.getResourceAsStream(file)) {
            assertThat(sample)
                    .as("every event type has a golden sample: " + file)
                    .isNotNull();
            return json.readTree(sample);
        }
    }
}
