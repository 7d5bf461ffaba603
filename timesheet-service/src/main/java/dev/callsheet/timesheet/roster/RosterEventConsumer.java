package dev.callsheet.timesheet.roster;

import dev.callsheet.platform.data.inbox.EventDispatcher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears the topics of scheduling and crew, each in order; neither waits for the other. */
@ApplicationScoped
public class RosterEventConsumer {

    private final EventDispatcher events;

    @Inject
    RosterEventConsumer(EventDispatcher events) {
        this.events = events;
    }

    @Incoming("scheduling-events")
    Uni<Void> hearOfJobs(ConsumerRecord<String, @Nullable String> message) {
        return events.dispatch(message);
    }

    @Incoming("crew-events")
    Uni<Void> hearOfCrew(ConsumerRecord<String, @Nullable String> message) {
        return events.dispatch(message);
    }
}
