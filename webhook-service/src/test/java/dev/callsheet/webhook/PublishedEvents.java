package dev.callsheet.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes to the topic of jobs as the scheduling service's relay does. */
public final class PublishedEvents implements AutoCloseable {

    private static final String TOPIC = "scheduling.events";

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    public static String bootstrapServers() {
        return Objects.requireNonNull(System.getProperty("callsheet.kafka.bootstrap.servers"));
    }

    /** Returns the envelope once the broker has it. */
    public String jobUpdated(UUID organizationId, UUID jobId, long sequence) {
        String event = """
                {"id":"%s","type":"job.updated","created_at":"%s","organization_id":"%s","aggregate_id":"%s",\
                "sequence":%d,"data":{"job":{"title":"Día de montaje"},"changed_fields":["title"]},\
                "metadata":{"triggered_by":null,"request_id":null,"api_version":"v1"}}""".formatted(UUID.randomUUID(), Instant.now(), organizationId, jobId, sequence);
        publish(jobId.toString(), event);
        return event;
    }

    /** Publishes a record as it stands. */
    public void publish(String key, String value) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, bytes(key), bytes(value))).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
