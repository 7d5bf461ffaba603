package dev.callsheet.platform.data.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows the count of dead letters so that somebody looks. They do not make an instance unready: it handles the next
 * events all the same.
 */
@Readiness
@ApplicationScoped
class DeadLetterReadiness implements HealthCheck {

    private final DeadLetters deadLetters;

    @Inject
    DeadLetterReadiness(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("dead-letters")
                .up()
                .withData("count", deadLetters.count())
                .build();
    }
}
