package dev.callsheet.webhook.intake;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.contracts.Contracts;
import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.webhook.delivery.DeliveryQueue;
import dev.callsheet.webhook.delivery.NewDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads every domain's topic and turns each event into deliveries. A batch is one statement, and its offsets are
 * committed after it: a crash in between repeats the batch, and the table's unique key makes the repetition void.
 */
final class EventIntake {

    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final String GROUP = "webhook-service";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final String DISABLED = "disabled";

    private final String bootstrapServers;
    private final Subscriptions subscriptions;
    private final DeliveryQueue queue;
    private final DeadLetterTopic deadLetters;
    private final Runnable afterInsert;
    private volatile boolean running = true;
    private volatile boolean stalled;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    EventIntake(
            String bootstrapServers,
            Subscriptions subscriptions,
            DeliveryQueue queue,
            DeadLetterTopic deadLetters,
            Runnable afterInsert) {
        this.bootstrapServers = bootstrapServers;
        this.subscriptions = subscriptions;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.afterInsert = afterInsert;
    }

    void start() {
        thread = Thread.ofVirtual().name("event-intake").start(this::consumeWhileRunning);
    }

    void stop() throws InterruptedException {
        running = false;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    /** Whether the last batch could not be stored and is being tried again. */
    boolean isStalled() {
        return stalled;
    }

    private void consumeWhileRunning() {
        while (running) {
            try (KafkaConsumer<byte[], byte[]> open = open()) {
                consumer = open;
                open.subscribe(Contracts.topics(), new KeepPaused(open));
                while (running) {
                    takeBatch(open);
                }
            } catch (WakeupException e) {
                LOG.debug("Woken up to stop");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "The consumer failed; starting a new one in %s", PAUSE_AFTER_FAILURE);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        500,
                        // A topic that comes later is found within seconds.
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void takeBatch(KafkaConsumer<byte[], byte[]> open) throws InterruptedException {
        Map<EventHeader, String> events = new LinkedHashMap<>();
        var records = open.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record, events);
        }
        if (!events.isEmpty()) {
            storeOrKeepTrying(open, events);
        }
        commit(open);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Map<EventHeader, String> events)
            throws InterruptedException {
        if (record.value() == null) {
            // A heartbeat, which is for the gateways.
            return;
        }
        String json = new String(record.value(), StandardCharsets.UTF_8);
        try {
            events.put(EventHeader.parse(json), json);
        } catch (UnreadableEventException e) {
            deadLetters.add(record, String.valueOf(e.getMessage()));
        }
    }

    /** While the database is away the partitions rest; polling goes on, or the group would think this member dead. */
    private void storeOrKeepTrying(KafkaConsumer<byte[], byte[]> open, Map<EventHeader, String> events) {
        while (running) {
            try {
                if (store(events) > 0) {
                    afterInsert.run();
                }
                if (stalled) {
                    stalled = false;
                    open.resume(open.paused());
                    LOG.info("Events can be stored again");
                }
                return;
            } catch (RuntimeException e) {
                if (!stalled) {
                    LOG.warnf(e, "%d events could not be stored; trying again until they are", events.size());
                }
                stalled = true;
                open.pause(open.assignment());
                open.poll(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private int store(Map<EventHeader, String> events) {
        List<UUID> organizations = events.keySet().stream()
                .map(EventHeader::organizationId)
                .distinct()
                .toList();
        Map<UUID, List<Subscription>> wanting = await(subscriptions.of(organizations));
        List<NewDelivery> deliveries = new ArrayList<>();
        events.forEach((event, json) -> wanting.getOrDefault(event.organizationId(), List.of()).stream()
                .filter(subscription -> subscription.wants(event))
                .map(subscription -> delivery(event, json, subscription))
                .forEach(deliveries::add));
        return await(queue.insert(deliveries));
    }

    private static NewDelivery delivery(EventHeader event, String json, Subscription subscription) {
        return new NewDelivery(
                event.organizationId(),
                Ids.next(),
                subscription.webhookId(),
                event.id(),
                event.type(),
                event.aggregateId(),
                event.sequence(),
                json,
                subscription.active() ? null : DISABLED);
    }

    private static void commit(KafkaConsumer<byte[], byte[]> open) {
        try {
            open.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debug("The partitions went to another member, which reads the batch again");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A partition that is assigned while the database is away rests like the others. */
    private final class KeepPaused implements ConsumerRebalanceListener {

        private final KafkaConsumer<byte[], byte[]> open;

        private KeepPaused(KafkaConsumer<byte[], byte[]> open) {
            this.open = open;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.debugf(
                    "Gave up %s",
                    partitions.stream().map(TopicPartition::toString).collect(Collectors.joining(", ")));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (stalled) {
                open.pause(partitions);
            }
        }
    }
}
