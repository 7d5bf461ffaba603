package dev.callsheet.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.callsheet.webhook.PublishedEvents;
import dev.callsheet.webhook.QuickRetries;
import dev.callsheet.webhook.Subscriber;
import dev.callsheet.webhook.TestReceiver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuickRetries.class)
class EventIntakeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestReceiver receiver = new TestReceiver();
    private final PublishedEvents events = new PublishedEvents();

    @AfterEach
    void close() {
        receiver.close();
        events.close();
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndHoldsUpNothing() {
        // Given
        Subscriber subscriber = Subscriber.ofNewOrganization();
        subscriber.subscribe(receiver.url(), "job.*");
        UUID job = UUID.randomUUID();
        String poison = "{\"type\":\"job.created\",\"poison\":\"" + job + "\"}";

        // When
        events.publish(job.toString(), poison);
        events.jobUpdated(subscriber.organizationId(), job, 1);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);
        ConsumerRecord<String, String> letter = deadLetters().stream()
                .filter(record -> record.value().equals(poison))
                .findFirst()
                .orElseThrow();
        assertThat(new String(letter.headers().lastHeader("callsheet-reason").value(), StandardCharsets.UTF_8))
                .contains("id is missing");
        assertThat(new String(letter.headers().lastHeader("callsheet-origin").value(), StandardCharsets.UTF_8))
                .startsWith("scheduling.events-");
    }

    private static List<ConsumerRecord<String, String>> deadLetters() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        PublishedEvents.bootstrapServers(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(DeadLetterTopic.TOPIC));
            List<ConsumerRecord<String, String>> letters = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
            return letters;
        }
    }
}
