package dev.callsheet.webhook.intake;

import dev.callsheet.platform.data.inbox.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Where records go that will never be handled, with the reason, so that they hold up nothing and are not lost. */
final class DeadLetterTopic implements AutoCloseable {

    static final String TOPIC = "webhook-service.dead-letter";

    private static final Logger LOG = Logger.getLogger(DeadLetterTopic.class);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final DeadLetters counted;

    DeadLetterTopic(String bootstrapServers, DeadLetters counted) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "webhook-service-dead-letter",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.counted = counted;
    }

    /** Returns once the broker has it. */
    void add(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(TOPIC, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("callsheet-reason", bytes(reason))
                .add("callsheet-origin", bytes(record.topic() + "-" + record.partition() + "@" + record.offset()));
        try {
            if (counted.count() == 0) {
                createTopic();
            }
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The dead letter could not be sent", e.getCause());
        }
        counted.add();
        LOG.errorf(
                "The record at offset %d of %s-%d is no event (%s); it is in %s now",
                record.offset(), record.topic(), record.partition(), reason, TOPIC);
    }

    /** Nobody else knows of the topic, and most installations never need it. */
    private void createTopic() throws InterruptedException, ExecutionException {
        NewTopic topic = new NewTopic(TOPIC, Optional.empty(), Optional.empty());
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
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
