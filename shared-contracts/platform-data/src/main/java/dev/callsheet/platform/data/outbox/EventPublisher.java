package dev.callsheet.platform.data.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to the service's topic, in order, and waits until Kafka has them. Used by the relay's one thread.
 *
 * <p>The producer is idempotent and never gives a batch up by itself: while a broker is away it keeps trying the oldest
 * one, so that nothing overtakes it. What it reports as failed is final for that producer; the relay then abandons it
 * and starts again from the lowest position.
 */
@ApplicationScoped
class EventPublisher {

    /** The header of a record that says no more than that the feed is alive. */
    static final String HEARTBEAT_HEADER = "callsheet-heartbeat";

    private final OutboxSettings settings;
    private final String bootstrapServers;
    private @Nullable Producer<String, String> producer;
    private long lastBeatNanos = System.nanoTime();

    @Inject
    EventPublisher(OutboxSettings settings, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Sends the events and returns when all are acknowledged.
     *
     * @throws PublishingException when one was not
     */
    void publish(List<OutboxEvent> events) {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
        for (OutboxEvent event : events) {
            var message = new ProducerRecord<>(topic(), event.key(), event.json());
            message.headers().add("event-type", event.type().getBytes(StandardCharsets.UTF_8));
            Future<RecordMetadata> acknowledgement = producer().send(message);
            if (acknowledgement.isDone()) {
                // It was refused before it was sent, such as for want of a broker: the next one must not overtake it.
                awaitAcknowledgement(acknowledgement);
            }
            acknowledgements.add(acknowledgement);
        }
        producer().flush();
        acknowledgements.forEach(EventPublisher::awaitAcknowledgement);
    }

    /** Sends a heartbeat to every partition, where this topic has one and it is time. */
    void beatIfDue() {
        Duration interval = settings.heartbeat().orElse(null);
        if (interval == null || System.nanoTime() - lastBeatNanos < interval.toNanos()) {
            return;
        }
        lastBeatNanos = System.nanoTime();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        producer().partitionsFor(topic()).forEach(partition -> {
            var beat = new ProducerRecord<String, @Nullable String>(topic(), partition.partition(), null, null);
            beat.headers().add(HEARTBEAT_HEADER, new byte[] {'1'});
            acknowledgements.add(producer().send(beat));
        });
        producer().flush();
        acknowledgements.forEach(EventPublisher::awaitAcknowledgement);
    }

    /** Gives up the producer and whatever it still holds. */
    void abandon() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
    }

    private String topic() {
        return settings.topic().orElseThrow();
    }

    private Producer<String, String> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            Integer.MAX_VALUE,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            10_000,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            10_000,
                            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                            1_000,
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.BUFFER_MEMORY_CONFIG,
                            8L * 1024 * 1024),
                    new StringSerializer(),
                    new StringSerializer());
        }
        return producer;
    }

    private static void awaitAcknowledgement(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new PublishingException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException(e);
        }
    }

    /** Kafka did not take an event. */
    static final class PublishingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishingException(@Nullable Throwable cause) {
            super(cause);
        }
    }
}
