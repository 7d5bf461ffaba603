package dev.callsheet.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import dev.callsheet.webhook.PublishedEvents;
import dev.callsheet.webhook.QuickRetries;
import dev.callsheet.webhook.Subscriber;
import dev.callsheet.webhook.TestReceiver;
import dev.callsheet.webhook.TestReceiver.Answer;
import dev.callsheet.webhook.TestReceiver.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuickRetries.class)
class EventDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestReceiver receiver = new TestReceiver();
    private final PublishedEvents events = new PublishedEvents();
    private final Subscriber subscriber = Subscriber.ofNewOrganization();
    private final UUID job = UUID.randomUUID();

    @Inject
    WorkerDatabase database;

    @AfterEach
    void close() {
        receiver.close();
        events.close();
    }

    @Test
    void anEventArrivesAsPublishedAndAnOffTheShelfLibraryVerifiesIt() {
        // Given
        JsonPath webhook = subscriber.subscribe(
                Map.of("url", receiver.url(), "events", List.of("job.*"), "auth_header", "Bearer of-the-receiver"));

        // When
        String event = events.jobUpdated(subscriber.organizationId(), job, 1);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);
        Received got = receiver.received().getFirst();
        assertThat(got.body()).isEqualTo(event);
        String id = got.json().path("id").textValue();
        assertThat(got.header("X-Webhook-Id")).isEqualTo(id);
        assertThat(got.header("webhook-id")).isEqualTo(id);
        assertThat(got.header("X-Webhook-Event")).isEqualTo("job.updated");
        assertThat(got.header("X-Webhook-Signature")).matches("sha256=[0-9a-f]{64}");
        assertThat(Long.parseLong(got.header("X-Webhook-Timestamp")))
                .isBetween(Instant.now().getEpochSecond() - 30, Instant.now().getEpochSecond());
        assertThat(got.header("User-Agent")).isEqualTo("Callsheet-Webhooks/1.0");
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        assertThat(got.header("Authorization")).isEqualTo("Bearer of-the-receiver");
        assertThat(got.header("X-Webhook-Gap")).isEmpty();
        String secret = webhook.getString("data.attributes.secret");
        assertThatCode(() -> new Webhook(secret).verify(got.body(), got.headers()))
                .doesNotThrowAnyException();
    }

    @Test
    void aRedeliveredKafkaRecordIsDeliveredOnce() {
        // Given
        String webhook = subscriber.subscribe(receiver.url(), "*").getString("data.id");
        String event = events.jobUpdated(subscriber.organizationId(), job, 1);

        // When
        events.publish(job.toString(), event);
        events.publish(job.toString(), event);
        events.jobUpdated(subscriber.organizationId(), job, 2);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().stream().anyMatch(got -> got.sequence() == 2));
        List<Received> ofJob = receiver.received().stream()
                .filter(got -> got.aggregate().equals(job.toString()))
                .toList();
        assertThat(ofJob).extracting(Received::sequence).containsExactly(1L, 2L);
        assertThat(subscriber.deliveries(webhook).getList("data.findAll { it.attributes.event_type == 'job.updated' }"))
                .hasSize(2);
    }

    @Test
    void aReceiverThatWasDownGetsEverythingInOrderPerJob() {
        // Given
        String webhook = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        AtomicBoolean up = new AtomicBoolean();
        receiver.answers(got -> Answer.of(up.get() ? 204 : 503));
        List<UUID> jobs = List.of(job, UUID.randomUUID(), UUID.randomUUID());
        for (long sequence = 1; sequence <= 5; sequence++) {
            for (UUID one : jobs) {
                events.jobUpdated(subscriber.organizationId(), one, sequence);
            }
        }
        await().atMost(PATIENCE).until(() -> receiver.received().size() >= 3);

        // When
        up.set(true);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 15);
        assertInOrderPerJob(receiver.accepted());
        await().atMost(PATIENCE)
                .until(() -> subscriber.deliveries(webhook).getList("data.attributes.status").stream()
                        .allMatch("delivered"::equals));
        assertThat(subscriber.webhook(webhook).getInt("data.attributes.failure_count"))
                .isZero();
    }

    @Test
    void manyJobsAtOnceArriveOnceEachAndInOrder() {
        // Given
        subscriber.subscribe(receiver.url(), "job.*");
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(UUID.randomUUID());
        }

        // When
        for (long sequence = 1; sequence <= 10; sequence++) {
            for (UUID one : jobs) {
                events.jobUpdated(subscriber.organizationId(), one, sequence);
            }
        }

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() >= 400);
        assertThat(receiver.received()).hasSize(400);
        assertInOrderPerJob(receiver.received());
    }

    @Test
    void failuresAtRandomNeverReorderAJob() {
        // Given
        subscriber.subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "ordering", "strict"));
        Random random = new Random(7);
        receiver.answers(got -> {
            synchronized (random) {
                return Answer.of(random.nextInt(3) == 0 ? 500 : 200);
            }
        });

        // When
        List<UUID> jobs = List.of(job, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (long sequence = 1; sequence <= 6; sequence++) {
            for (UUID one : jobs) {
                events.jobUpdated(subscriber.organizationId(), one, sequence);
            }
        }

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() >= 24);
        assertThat(receiver.accepted()).hasSize(24);
        assertInOrderPerJob(receiver.accepted());
    }

    @Test
    void aFailingEventHoldsUpItsJobForAWhileAndIsThenOvertakenWithAMark() {
        // Given
        subscriber.subscribe(receiver.url(), "job.*");
        receiver.answers(got -> Answer.of(got.sequence() == 1 ? 500 : 200));
        events.jobUpdated(subscriber.organizationId(), job, 1);
        Instant published = Instant.now();

        // When
        events.jobUpdated(subscriber.organizationId(), job, 2);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        Received second = receiver.accepted().getFirst();
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.header("X-Webhook-Gap")).isEqualTo("1");
        assertThat(Duration.between(published, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void strictOrderWaitsUntilTheFailingEventIsGivenUp() {
        // Given
        String webhook = subscriber
                .subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "ordering", "strict"))
                .getString("data.id");
        receiver.answers(got -> Answer.of(got.sequence() == 1 ? 500 : 200));

        // When
        events.jobUpdated(subscriber.organizationId(), job, 1);
        events.jobUpdated(subscriber.organizationId(), job, 2);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        assertThat(receiver.accepted().getFirst().header("X-Webhook-Gap")).isEmpty();
        assertThat(receiver.received()).hasSize(17);
        assertThat(subscriber.deliveries(webhook).getList("data.attributes.status"))
                .contains("failed");
    }

    @Test
    void anotherJobNeverWaitsForAFailingOne() {
        // Given
        subscriber.subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "ordering", "strict"));
        receiver.answers(got -> Answer.of(got.aggregate().equals(job.toString()) ? 500 : 200));
        events.jobUpdated(subscriber.organizationId(), job, 1);
        await().atMost(PATIENCE).until(() -> !receiver.received().isEmpty());

        // When
        UUID other = UUID.randomUUID();
        events.jobUpdated(subscriber.organizationId(), other, 1);

        // Then
        await().atMost(Duration.ofSeconds(2)).until(() -> receiver.accepted().size() == 1);
        assertThat(receiver.accepted().getFirst().aggregate()).isEqualTo(other.toString());
    }

    @Test
    void whatACrashedWorkerHadClaimedIsDeliveredWhenItsLeaseEnds() {
        // Given
        String webhook = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        UUID event = UUID.randomUUID();

        // When
        WorkerDatabase.await(database.execute(
                """
                insert into delivery (organization_id, id, webhook_id, event_id, event_type, aggregate_id, sequence,
                    payload, status, due_at, claimed_until, created_at, updated_at)
                values ($1, $2, $3, $4, 'job.updated', $5, 1, '{}', 'pending', now() + interval '2 seconds',
                    now() + interval '2 seconds', now(), now())
                """, subscriber.organizationId(), UUID.randomUUID(), UUID.fromString(webhook), event, job));

        // Then
        Instant claimed = Instant.now();
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        assertThat(receiver.accepted().getFirst().header("webhook-id")).isEqualTo(event.toString());
        assertThat(Duration.between(claimed, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void aReceiverThatIsGoneIsDisabledAndTheOrganizationLearnsOfIt() {
        // Given
        String gone = subscriber.subscribe(receiver.url("/gone"), "job.*").getString("data.id");
        subscriber.subscribe(receiver.url("/watch"), "webhook.disabled");
        receiver.answers(got -> Answer.of(got.path().equals("/gone") ? 410 : 200));

        // When
        events.jobUpdated(subscriber.organizationId(), job, 1);

        // Then
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        Received disabled = receiver.accepted().getFirst();
        assertThat(disabled.json().at("/data/webhook/id").textValue()).isEqualTo(gone);
        assertThat(disabled.json().at("/data/reason").textValue()).isEqualTo("gone");
        assertThat(disabled.body()).doesNotContain("secret");
        JsonPath webhook = subscriber.webhook(gone);
        assertThat(webhook.getBoolean("data.attributes.is_active")).isFalse();
        assertThat(webhook.getString("data.attributes.disabled_reason")).isEqualTo("gone");
        assertThat(receiver.received())
                .filteredOn(got -> got.path().equals("/gone"))
                .hasSize(1);
    }

    @Test
    void tenFailedDeliveriesInARowDisableAndSwitchingOnBeginsAnew() {
        // Given
        String webhook = subscriber
                .subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "retry_policy", "none"))
                .getString("data.id");
        receiver.answers(got -> Answer.of(500));

        // When
        for (int i = 0; i < 10; i++) {
            events.jobUpdated(subscriber.organizationId(), UUID.randomUUID(), 1);
        }

        // Then
        await().atMost(PATIENCE)
                .until(() ->
                        "failing".equals(subscriber.webhook(webhook).getString("data.attributes.disabled_reason")));
        events.jobUpdated(subscriber.organizationId(), job, 1);
        await().atMost(PATIENCE)
                .until(() -> subscriber.deliveries(webhook).getList("data").size() == 11);
        assertThat(receiver.received()).hasSize(10);
        receiver.answers(got -> Answer.OK);
        subscriber
                .caller()
                .request()
                .body(Map.of("is_active", true))
                .put("/api/v1/webhooks/" + webhook)
                .then()
                .statusCode(200);
        events.jobUpdated(subscriber.organizationId(), job, 2);
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        assertThat(subscriber.webhook(webhook).getInt("data.attributes.failure_count"))
                .isZero();
    }

    @Test
    void aSlowReceiverHoldsUpNoOther() throws InterruptedException {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        receiver.answers(got -> {
            if (got.path().equals("/slow")) {
                waitFor(release);
            }
            return Answer.OK;
        });
        subscriber.subscribe(receiver.url("/slow"), "job.*");
        subscriber.subscribe(receiver.url("/quick"), "job.*");

        // When
        for (int i = 0; i < 50; i++) {
            events.jobUpdated(subscriber.organizationId(), UUID.randomUUID(), 1);
        }

        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> receiver.received().stream()
                                .filter(got -> got.path().equals("/quick"))
                                .count()
                        == 50);
        release.countDown();
        await().atMost(PATIENCE)
                .until(() -> receiver.received().stream()
                                .filter(got -> got.path().equals("/slow"))
                                .map(got -> got.header("webhook-id"))
                                .distinct()
                                .count()
                        == 50);
    }

    @Test
    void aRedirectIsNotFollowed() {
        // Given
        String webhook = subscriber
                .subscribe(Map.of("url", receiver.url(), "events", List.of("job.*"), "retry_policy", "none"))
                .getString("data.id");
        receiver.answers(got -> Answer.of(302).with("Location", receiver.url("/elsewhere")));

        // When
        events.jobUpdated(subscriber.organizationId(), job, 1);

        // Then
        await().atMost(PATIENCE)
                .until(() -> "failed".equals(subscriber.deliveries(webhook).getString("data[0].attributes.status")));
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/hook");
        assertThat(subscriber.deliveries(webhook).getString("data[0].attributes.error"))
                .contains("redirects are not followed");
    }

    @Test
    void theLogShowsEveryAttemptWithWhatCameBack() {
        // Given
        String webhook = subscriber.subscribe(receiver.url(), "job.*").getString("data.id");
        receiver.answers(got -> receiver.received().isEmpty()
                ? new Answer(503, "come back later", Map.of("Retry-After", "1"))
                : new Answer(200, "thanks", Map.of()));

        // When
        events.jobUpdated(subscriber.organizationId(), job, 1);

        // Then
        await().atMost(PATIENCE)
                .until(() -> "delivered".equals(subscriber.deliveries(webhook).getString("data[0].attributes.status")));
        String delivery = subscriber.deliveries(webhook).getString("data[0].id");
        JsonPath detail = subscriber
                .caller()
                .request()
                .get("/api/v1/webhooks/" + webhook + "/deliveries/" + delivery)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(detail.getInt("data.attributes.attempt_number")).isEqualTo(2);
        assertThat(detail.getList("data.attributes.attempts.response_status")).isEqualTo(List.of(503, 200));
        assertThat(detail.getList("data.attributes.attempts.response_body"))
                .isEqualTo(List.of("come back later", "thanks"));
        assertThat(detail.getString("data.attributes.payload.aggregate_id")).isEqualTo(job.toString());
        assertThat(detail.getString("data.attributes.signature"))
                .isEqualTo(receiver.received().getFirst().header("X-Webhook-Signature"));
        assertThat(subscriber.webhook(webhook).getString("data.attributes.last_triggered_at"))
                .isNotNull();
    }

    @Test
    void nobodyGetsTheEventsOfAnotherOrganization() {
        // Given
        Subscriber other = Subscriber.ofNewOrganization();
        subscriber.subscribe(receiver.url("/mine"), "*");
        other.subscribe(receiver.url("/theirs"), "*");

        // When
        events.jobUpdated(other.organizationId(), job, 1);
        events.jobUpdated(subscriber.organizationId(), UUID.randomUUID(), 1);

        // Then
        await().atMost(PATIENCE)
                .until(() -> receiver.received().stream()
                                .filter(got -> got.header("X-Webhook-Event").equals("job.updated"))
                                .count()
                        == 2);
        assertThat(receiver.received())
                .allSatisfy(got -> assertThat(got.json().path("organization_id").textValue())
                        .isEqualTo((got.path().equals("/mine") ? subscriber : other)
                                .organizationId()
                                .toString()));
    }

    private static void assertInOrderPerJob(List<Received> webhooks) {
        Map<String, List<Long>> sequences = new HashMap<>();
        webhooks.forEach(got -> sequences
                .computeIfAbsent(got.aggregate(), aggregate -> new ArrayList<>())
                .add(got.sequence()));
        assertThat(sequences.values())
                .allSatisfy(order -> assertThat(order)
                        .isSortedAccordingTo(Comparator.naturalOrder())
                        .doesNotHaveDuplicates());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
