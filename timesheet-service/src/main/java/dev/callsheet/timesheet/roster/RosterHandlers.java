package dev.callsheet.timesheet.roster;

import dev.callsheet.contracts.crew.CrewCreated;
import dev.callsheet.contracts.crew.CrewDeleted;
import dev.callsheet.contracts.crew.CrewEvents;
import dev.callsheet.contracts.crew.CrewUpdated;
import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.scheduling.JobCreated;
import dev.callsheet.contracts.scheduling.JobDeleted;
import dev.callsheet.contracts.scheduling.JobUpdated;
import dev.callsheet.contracts.scheduling.SchedulingEvents;
import dev.callsheet.platform.data.inbox.EventHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** What each event of a job or a crew member does to the roster. */
@Singleton
public class RosterHandlers {

    private final Roster roster;

    @Inject
    RosterHandlers(Roster roster) {
        this.roster = roster;
    }

    private record Hearing<T>(EventType<T> type, Function<T, Uni<Void>> effect) implements EventHandler<T> {
        @Override
        public Uni<Void> handle(DomainEvent<T> event) {
            return effect.apply(event.data());
        }
    }

    @Produces
    @Singleton
    EventHandler<JobCreated> jobCreated() {
        return new Hearing<>(SchedulingEvents.JOB_CREATED, created -> roster.keep(created.job(), false));
    }

    @Produces
    @Singleton
    EventHandler<JobUpdated> jobUpdated() {
        return new Hearing<>(SchedulingEvents.JOB_UPDATED, updated -> roster.keep(updated.job(), false));
    }

    @Produces
    @Singleton
    EventHandler<JobDeleted> jobDeleted() {
        return new Hearing<>(SchedulingEvents.JOB_DELETED, deleted -> roster.keep(deleted.job(), true));
    }

    @Produces
    @Singleton
    EventHandler<CrewCreated> crewCreated() {
        return new Hearing<>(CrewEvents.CREW_CREATED, created -> roster.keep(created.crew(), false));
    }

    @Produces
    @Singleton
    EventHandler<CrewUpdated> crewUpdated() {
        return new Hearing<>(CrewEvents.CREW_UPDATED, updated -> roster.keep(updated.crew(), false));
    }

    @Produces
    @Singleton
    EventHandler<CrewDeleted> crewDeleted() {
        return new Hearing<>(CrewEvents.CREW_DELETED, deleted -> roster.keep(deleted.crew(), true));
    }
}
