package dev.callsheet.platform.data.secret;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a round of {@link Resealing} when the service starts and every now and then, since instances with the keys of
 * yesterday may still be writing. What is left shows as {@code callsheet_secrets_outdated} by column; when it is 0
 * everywhere, no key but the first is needed any more.
 */
@ApplicationScoped
class ResealingWorker {

    private static final Logger LOG = Logger.getLogger(ResealingWorker.class);

    private final Resealing resealing;
    private final SecretBox secrets;
    private final MeterRegistry metrics;
    private final Duration pause;
    private final Map<String, Double> outdated = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    @Inject
    ResealingWorker(
            Resealing resealing,
            SecretBox secrets,
            MeterRegistry metrics,
            @ConfigProperty(name = "callsheet.encryption.check-every", defaultValue = "10m") Duration pause) {
        this.resealing = resealing;
        this.secrets = secrets;
        this.metrics = metrics;
        this.pause = pause;
    }

    void start(@Observes StartupEvent started) {
        if (secrets.hasKeys()) {
            resealing.columns().forEach(column -> show(column, secrets.currentKey()));
            thread = Thread.ofVirtual().name("resealing").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** Not a number until it has been counted once: nobody may take that for none. */
    private void show(SealedColumn column, String key) {
        Gauge.builder("callsheet.secrets.outdated", outdated, counts -> counts.getOrDefault(column.name(), Double.NaN))
                .description("Secrets in the database that another key than the one in use has sealed")
                .tag("column", column.name())
                .tag("key", key)
                .register(metrics);
    }

    private void run() {
        try {
            do {
                round();
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            resealing.round().forEach((column, byKey) -> {
                long left = byKey.values().stream().mapToLong(Long::longValue).sum();
                outdated.put(column.name(), (double) left);
                if (left > 0) {
                    LOG.warnf("Secrets of %s under older keys: %s", column.name(), byKey);
                }
            });
        } catch (RuntimeException failure) {
            LOG.warnf("Secrets are looked at again later: %s", failure);
        }
    }
}
