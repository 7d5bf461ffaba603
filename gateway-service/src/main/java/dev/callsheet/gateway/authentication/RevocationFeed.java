package dev.callsheet.gateway.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.IdentityEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of identity's events, in every gateway, on a thread of its own. It belongs to no consumer group: each gateway
 * needs each event, only those from now on, and keeps its place in memory, since its cache does not outlive it either.
 *
 * <p>Where it cannot be sure that it read everything (a new consumer, a place that the broker no longer has), all that
 * was cached before is distrusted.
 */
public final class RevocationFeed implements AutoCloseable {

    /** Present on the records that identity's relay sends to every partition while it has nothing to say. */
    static final String HEARTBEAT_HEADER = "callsheet-heartbeat";

    private static final Logger LOG = Logger.getLogger(RevocationFeed.class);
    private static final String ISSUERS = "issuer.";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_PARTITIONS_EVERY = Duration.ofSeconds(60);
    private static final Duration START_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final String topic;
    private final ObjectMapper json;
    private final Revocations revocations;
    private final FeedState state;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "revocation-feed");
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
    private boolean wasHeard;
    private long lastProbe;

    public RevocationFeed(
            String bootstrapServers, String topic, ObjectMapper json, Revocations revocations, FeedState state) {
        this.topic = topic;
        this.json = json;
        this.revocations = revocations;
        this.state = state;
        this.settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-revocation-feed");
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stopped.countDown();
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isRunning()) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException stop) {
                LOG.debug("The revocation feed was told to stop");
            } catch (KafkaException e) {
                LOG.warnf("The revocation feed broke and starts again: %s", e.toString());
            } finally {
                current = null;
                state.reading(Set.of());
            }
            pause();
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        long partitionsKnown = 0;
        while (isRunning()) {
            if (consumer.assignment().isEmpty() || hasPassed(partitionsKnown, LOOK_FOR_PARTITIONS_EVERY)) {
                readAllPartitions(consumer);
                partitionsKnown = System.nanoTime();
            }
            if (consumer.assignment().isEmpty()) {
                pause();
            } else {
                readOn(consumer);
            }
            reportChange();
        }
    }

    private void readAllPartitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions;
        try {
            partitions = consumer.partitionsFor(topic, BROKER_ANSWERS_WITHIN).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
        } catch (TimeoutException brokerAway) {
            LOG.debugf("Nobody tells which partitions %s has: %s", topic, brokerAway.getMessage());
            return;
        }
        if (consumer.assignment().equals(Set.copyOf(partitions))) {
            return;
        }
        consumer.assign(partitions);
        startFromNow(consumer);
        state.reading(
                Set.copyOf(partitions.stream().map(TopicPartition::partition).toList()));
    }

    /* The place is fixed first, then everything asked before is distrusted: no revocation falls in between. */
    private void startFromNow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.seekToEnd(consumer.assignment());
        for (TopicPartition partition : consumer.assignment()) {
            consumer.position(partition, BROKER_ANSWERS_WITHIN);
        }
        revocations.revokeEverything();
    }

    private void readOn(KafkaConsumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException gap) {
            LOG.warnf("The broker no longer has what this gateway has not read yet: %s", gap.getMessage());
            startFromNow(consumer);
            return;
        }
        Set<TopicPartition> beating = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> received : records) {
            if (received.headers().lastHeader(HEARTBEAT_HEADER) != null) {
                beating.add(new TopicPartition(received.topic(), received.partition()));
            } else if (received.value() != null) {
                take(received.value());
            }
        }
        for (TopicPartition partition : beating) {
            /* A heartbeat that is followed by unread records is an old one. */
            if (consumer.currentLag(partition).orElse(0) == 0) {
                state.heartbeat(partition.partition());
            }
        }
        if (beating.isEmpty() && hasPassed(lastProbe, PROBE_EVERY)) {
            lastProbe = System.nanoTime();
            probe(consumer);
        }
    }

    /** Without heartbeats: does the broker still answer, and is there nothing that was not read? */
    private void probe(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), BROKER_ANSWERS_WITHIN);
            boolean allRead = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), BROKER_ANSWERS_WITHIN) >= end.getValue());
            if (allRead) {
                state.brokerAnswered();
            }
        } catch (TimeoutException brokerAway) {
            LOG.debugf("The broker does not answer: %s", brokerAway.getMessage());
        }
    }

    /**
     * Whatever happens to a credential, a user or an organization changes what their principals may say; only what has
     * just come into being has no principals yet.
     */
    private void take(byte[] value) {
        try {
            JsonNode event = json.readTree(value);
            String type = event.path("type").asText();
            if (type.endsWith(".created")) {
                return;
            }
            if (type.equals(IdentityEvents.SIGNING_KEY_REVOKED.name())) {
                revocations.revokeEverything();
                return;
            }
            if (type.startsWith(ISSUERS)) {
                /* The principals of an issuer's tokens name people and their organization, not the issuer. */
                revoke(event.path("organization_id"));
            }
            revoke(event.path("aggregate_id"));
            revoke(event.path("data").path("session_id"));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("An event of the revocation feed cannot be read, so nothing cached before it is trusted", e);
            revocations.revokeEverything();
        }
    }

    private void revoke(JsonNode id) {
        if (id.isTextual()) {
            revocations.revoke(UUID.fromString(id.asText()));
        }
    }

    private void reportChange() {
        boolean heard = state.heard();
        if (heard != wasHeard) {
            wasHeard = heard;
            LOG.info(
                    heard
                            ? "The revocation feed is heard: principals are served from the cache"
                            : "The revocation feed is silent: principals are checked with identity every 30 s");
        }
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private static boolean hasPassed(long since, Duration time) {
        return since == 0 || System.nanoTime() - since >= time.toNanos();
    }

    private void pause() {
        try {
            if (stopped.await(START_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The revocation feed stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
