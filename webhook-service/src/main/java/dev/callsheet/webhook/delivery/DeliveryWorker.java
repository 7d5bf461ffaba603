package dev.callsheet.webhook.delivery;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.platform.data.entity.Ids;
import dev.callsheet.platform.data.secret.SecretBox;
import dev.callsheet.webhook.WebhookSettings;
import dev.callsheet.webhook.signature.SigningSecret;
import dev.callsheet.webhook.signature.StoredSecret;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Empties the queue: one virtual thread claims what is due, one for each delivery sends it, and one writes the results
 * in batches. What a crash leaves claimed is due again when its lease ends.
 */
final class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final int RESULTS_PER_BATCH = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_REST = Duration.ofMillis(5);
    private static final Duration PATIENCE_OF_SHUTDOWN = Duration.ofSeconds(5);

    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final SecretBox secrets;
    private final WebhookSettings settings;
    private final EndpointDisabler disabler;
    private final Lanes lanes;
    private final DeliveryMetrics metrics;
    private final BlockingQueue<AttemptResult> results = new LinkedBlockingQueue<>();
    private final WakeUp wakeUp = new WakeUp();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    DeliveryWorker(
            DeliveryQueue queue,
            WebhookSender sender,
            SecretBox secrets,
            WebhookSettings settings,
            MeterRegistry registry,
            EndpointDisabler disabler) {
        this.queue = queue;
        this.sender = sender;
        this.secrets = secrets;
        this.settings = settings;
        this.disabler = disabler;
        this.lanes = new Lanes(settings.concurrency(), settings.concurrencyPerEndpoint());
        this.metrics = new DeliveryMetrics(registry, lanes);
    }

    void start() {
        threads.add(Thread.ofVirtual().name("delivery-claims").start(this::claimWhileRunning));
        threads.add(Thread.ofVirtual().name("delivery-results").start(this::recordWhileRunning));
    }

    /** Something may be due now. */
    void wake() {
        wakeUp.signal();
    }

    /** Stops claiming, and gives what is under way a moment to end and be recorded. */
    void stop() {
        running = false;
        wakeUp.signal();
        long deadline = System.nanoTime() + PATIENCE_OF_SHUTDOWN.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimWhileRunning() {
        while (running) {
            try {
                wakeUp.await(claimWhatIsDue());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "Deliveries could not be claimed; trying again in %s", PAUSE_AFTER_FAILURE);
                pause();
            }
        }
    }

    /** Returns how long nothing will be due that there is room for, unless something wakes the worker. */
    private Duration claimWhatIsDue() {
        List<DueEndpoint> endpoints = await(queue.dueEndpoints());
        metrics.queue(
                endpoints.size(),
                endpoints.isEmpty()
                        ? Duration.ZERO
                        : endpoints.getFirst().until().negated());
        List<UUID> due = endpoints.stream()
                .filter(DueEndpoint::isDue)
                .map(DueEndpoint::webhookId)
                .toList();
        Map<UUID, Integer> room = lanes.roomFor(due);
        if (room.isEmpty()) {
            return untilNext(endpoints);
        }
        List<ClaimedDelivery> claimed = await(queue.claim(room));
        for (ClaimedDelivery delivery : claimed) {
            lanes.take(delivery.webhookId());
            Thread.ofVirtual().name("delivery-", 0).start(() -> attempt(delivery));
        }
        return claimed.isEmpty() ? SHORTEST_REST : Duration.ZERO;
    }

    /** What is due but has no room left is looked at when an attempt ends, which wakes the worker. */
    private Duration untilNext(List<DueEndpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> !endpoint.isDue())
                .map(DueEndpoint::until)
                .findFirst()
                .filter(until -> until.compareTo(settings.pollInterval()) < 0)
                .map(until -> until.plus(SHORTEST_REST))
                .orElse(settings.pollInterval());
    }

    private void attempt(ClaimedDelivery delivery) {
        AttemptOutcome outcome;
        try {
            outcome = sender.send(outgoing(delivery));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Delivery %s could not be attempted", delivery.id());
            outcome = AttemptOutcome.ofOurFault("The attempt could not be made; the fault is on the sender's side");
        }
        results.add(AttemptResult.of(delivery, outcome, ThreadLocalRandom.current()));
    }

    private OutgoingWebhook outgoing(ClaimedDelivery delivery) {
        List<SigningSecret> signing = Stream.of(delivery.sealedPreviousSecret(), delivery.sealedSecret())
                .filter(Objects::nonNull)
                .map(ciphertext -> open(delivery, ciphertext))
                .map(SigningSecret::of)
                .toList();
        return new OutgoingWebhook(
                delivery.url(),
                signing,
                authHeaderOf(delivery),
                delivery.eventId().toString(),
                delivery.eventType(),
                delivery.payload(),
                delivery.gap());
    }

    private @Nullable String authHeaderOf(ClaimedDelivery delivery) {
        String ciphertext = delivery.sealedAuthHeader();
        return ciphertext == null ? null : open(delivery, ciphertext);
    }

    private String open(ClaimedDelivery delivery, String ciphertext) {
        return secrets.open(ciphertext, StoredSecret.contextOf(delivery.webhookId()));
    }

    private void recordWhileRunning() {
        while (running || lanes.taken() > 0) {
            try {
                AttemptResult first = results.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    List<AttemptResult> batch = new ArrayList<>(RESULTS_PER_BATCH);
                    batch.add(first);
                    results.drainTo(batch, RESULTS_PER_BATCH - 1);
                    record(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Keeps trying: a result that is lost is a delivery made twice. */
    private void record(List<AttemptResult> batch) {
        List<UUID> attemptIds = batch.stream().map(result -> Ids.next()).toList();
        while (true) {
            try {
                List<FailingEndpoint> failing = await(queue.settle(batch, attemptIds));
                batch.forEach(result -> lanes.release(result.delivery().webhookId()));
                batch.forEach(metrics::attempted);
                wakeUp.signal();
                failing.forEach(endpoint ->
                        disabler.disable(endpoint.organizationId(), endpoint.webhookId(), endpoint.reason()));
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "%d results could not be stored; trying again in %s", batch.size(), PAUSE_AFTER_FAILURE);
                pause();
                if (!running) {
                    return;
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
