package dev.callsheet.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.platform.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real broker, with the test in the place of identity's relay, which waits for no acknowledgement here. */
@SuppressWarnings("FutureReturnValueIgnored")
class RevocationFeedIT {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final int PARTITIONS = 3;

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final String topic = "identity.events." + UUID.randomUUID();
    private final FeedState state = new FeedState(InstantSource.system(), SILENCE);
    private final Revocations revocations = new Revocations(1_000, Duration.ofMinutes(15));
    private final ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean beating = true;
    private @Nullable RevocationFeed feed;
    private @Nullable KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void startFeed() {
        infrastructure.createTopics(List.of(topic));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        infrastructure.bootstrapServers(),
                        "delivery.timeout.ms",
                        120_000,
                        "request.timeout.ms",
                        5_000),
                new StringSerializer(),
                new ByteArraySerializer());
        relay.scheduleAtFixedRate(this::beat, 0, 200, TimeUnit.MILLISECONDS);
        feed = new RevocationFeed(infrastructure.bootstrapServers(), topic, new ObjectMapper(), revocations, state);
        feed.start();
        await().atMost(Duration.ofSeconds(20)).until(state::heard);
    }

    @AfterEach
    void stopFeed() {
        relay.shutdownNow();
        if (feed != null) {
            feed.close();
        }
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key.updated",
                "api_key.revoked",
                "session.ended",
                "user.updated",
                "user.deleted",
                "organization.updated",
                "something.new"
            })
    void revokesWhatAnEventIsAbout(String type) {
        // Given
        UUID subject = UUID.randomUUID();
        long askedAt = revocations.heard();

        // When
        publish(event(type, subject, "{}"));

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> isRevoked(askedAt, subject));
        assertThat(isRevoked(askedAt, UUID.randomUUID())).isFalse();
    }

    @Test
    void revokesTheSessionThatEnded() {
        // Given
        UUID session = UUID.randomUUID();
        long askedAt = revocations.heard();

        // When
        publish(event("session.ended", UUID.randomUUID(), "{\"session_id\":\"" + session + "\"}"));

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> isRevoked(askedAt, session));
    }

    @Test
    void leavesOthersAloneWhenSomethingIsCreated() {
        // Given
        UUID created = UUID.randomUUID();
        UUID revoked = UUID.randomUUID();
        long askedAt = revocations.heard();

        // When
        publish(event("api_key.created", created, "{}"));
        publish(event("api_key.revoked", revoked, "{}"));

        // Then
        await().until(() -> isRevoked(askedAt, revoked));
        assertThat(isRevoked(askedAt, created)).isFalse();
    }

    @Test
    void revokesTheOrganizationWhoseIssuerIsTrustedNoMore() {
        // Given
        long askedAt = revocations.heard();

        // When
        publish(event("issuer.deleted", UUID.randomUUID(), "{}"));

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> isRevoked(askedAt, ORGANIZATION));
    }

    @Test
    void trustsNothingAfterASigningKeyWasRevoked() {
        // Given
        long askedAt = revocations.heard();

        // When
        publish(event("signing_key.revoked", UUID.randomUUID(), "{}"));

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> isRevoked(askedAt, UUID.randomUUID()));
    }

    @Test
    void trustsNothingAfterAnEventThatItCannotRead() {
        // Given
        long askedAt = revocations.heard();

        // When
        publish("not json".getBytes(StandardCharsets.UTF_8));

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> isRevoked(askedAt, UUID.randomUUID()));
    }

    @Test
    void hearsTheBrokerWhenIdentityHasFallenSilent() {
        // When
        beating = false;

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> !state.heard());
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(8)).until(state::brokerHeard);
    }

    @Test
    void noticesThatTheBrokerIsGoneAndMissesNothingWhenItIsBack() {
        // Given
        UUID subject = UUID.randomUUID();
        long askedAt = revocations.heard();

        // When
        infrastructure.kafka().kill();
        await().atMost(Duration.ofSeconds(20)).until(() -> !state.heard() && !state.brokerHeard());
        infrastructure.kafka().start();
        publish(event("api_key.revoked", subject, "{}"));

        // Then
        await().atMost(Duration.ofSeconds(40)).until(() -> isRevoked(askedAt, subject));
        await().atMost(Duration.ofSeconds(40)).until(state::heard);
    }

    private boolean isRevoked(long askedAt, UUID subject) {
        return revocations.outdated(askedAt, subject, null, ORGANIZATION);
    }

    private void beat() {
        if (beating && producer != null) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ProducerRecord<String, byte[]> heartbeat = new ProducerRecord<>(topic, partition, null, null);
                heartbeat.headers().add(RevocationFeed.HEARTBEAT_HEADER, new byte[] {'1'});
                producer.send(heartbeat);
            }
        }
    }

    private void publish(byte[] event) {
        if (producer != null) {
            producer.send(new ProducerRecord<>(topic, UUID.randomUUID().toString(), event));
        }
    }

    private static byte[] event(String type, UUID subject, String data) {
        return """
                {"id":"%s","type":"%s","organization_id":"%s","aggregate_id":"%s","sequence":1,"data":%s}""".formatted(UUID.randomUUID(), type, ORGANIZATION, subject, data)
                .getBytes(StandardCharsets.UTF_8);
    }
}
