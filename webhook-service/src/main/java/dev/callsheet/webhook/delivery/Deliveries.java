package dev.callsheet.webhook.delivery;

import static dev.callsheet.platform.data.worker.WorkerDatabase.await;

import dev.callsheet.platform.data.secret.SecretBox;
import dev.callsheet.webhook.WebhookSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The service's delivery worker, from start to stop, and the housekeeping of its queue. */
@ApplicationScoped
public class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final long HOUSEKEEPING_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final DeliveryWorker worker;
    private final DeliveryQueue queue;
    private final Vertx vertx;

    @Inject
    Deliveries(
            DeliveryQueue queue,
            WebhookSender sender,
            SecretBox secrets,
            WebhookSettings settings,
            MeterRegistry registry,
            EndpointDisabler disabler,
            Vertx vertx) {
        this.queue = queue;
        this.vertx = vertx;
        this.worker = new DeliveryWorker(queue, sender, secrets, settings, registry, disabler);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
        vertx.setPeriodic(HOUSEKEEPING_MILLIS, tick -> Thread.ofVirtual().start(this::forgetOld));
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /** New deliveries are in the queue. */
    public void wake() {
        worker.wake();
    }

    private void forgetOld() {
        try {
            int forgotten;
            do {
                forgotten = await(queue.forgetOld());
            } while (forgotten > 0);
        } catch (RuntimeException e) {
            LOG.warn("Old deliveries could not be deleted; trying again in an hour", e);
        }
    }
}
