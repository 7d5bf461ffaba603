package dev.callsheet.webhook.intake;

import dev.callsheet.platform.data.inbox.DeadLetters;
import dev.callsheet.platform.data.worker.WorkerDatabase;
import dev.callsheet.webhook.delivery.Deliveries;
import dev.callsheet.webhook.delivery.DeliveryQueue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service's consumer, from start to stop. Its trouble is a detail of readiness: requests are served without it. */
@Readiness
@ApplicationScoped
public class Intake implements HealthCheck {

    private final DeadLetterTopic deadLetters;
    private final EventIntake intake;

    @Inject
    Intake(
            @ConfigProperty(name = "callsheet.kafka.bootstrap.servers") String bootstrapServers,
            WorkerDatabase database,
            DeliveryQueue queue,
            Deliveries deliveries,
            DeadLetters counted) {
        this.deadLetters = new DeadLetterTopic(bootstrapServers, counted);
        this.intake = new EventIntake(
                bootstrapServers, new Subscriptions(database.pool()), queue, deadLetters, deliveries::wake);
    }

    void start(@Observes StartupEvent event) {
        intake.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        intake.stop();
        deadLetters.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event-intake")
                .up()
                .withData("stalled", intake.isStalled())
                .build();
    }
}
