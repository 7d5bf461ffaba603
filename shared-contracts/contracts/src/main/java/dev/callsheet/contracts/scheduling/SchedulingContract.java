package dev.callsheet.contracts.scheduling;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Jobs, tours and locations. */
public final class SchedulingContract implements DomainContract {

    @Override
    public String topic() {
        return "scheduling.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                SchedulingEvents.JOB_CREATED,
                SchedulingEvents.JOB_UPDATED,
                SchedulingEvents.JOB_STATUS_CHANGED,
                SchedulingEvents.JOB_DELETED,
                SchedulingEvents.TOUR_CREATED,
                SchedulingEvents.TOUR_UPDATED,
                SchedulingEvents.TOUR_DELETED,
                SchedulingEvents.LOCATION_CREATED,
                SchedulingEvents.LOCATION_UPDATED,
                SchedulingEvents.LOCATION_DELETED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(SchedulingScopes.JOBS_READ, "Read jobs."),
                new Scope(SchedulingScopes.JOBS_WRITE, "Create, change and delete jobs."),
                new Scope(SchedulingScopes.TOURS_READ, "Read tours."),
                new Scope(SchedulingScopes.TOURS_WRITE, "Create, change and delete tours."),
                new Scope(SchedulingScopes.LOCATIONS_READ, "Read locations."),
                new Scope(SchedulingScopes.LOCATIONS_WRITE, "Create, change and delete locations."),
                new Scope(SchedulingScopes.ASSIGNMENTS_READ, "Read crew assignments and their conflicts."),
                new Scope(SchedulingScopes.ASSIGNMENTS_WRITE, "Assign crew, and answer and cancel assignments."),
                new Scope(
                        SchedulingScopes.ASSIGNMENTS_OVERRIDE,
                        "Accept an assignment against a labour or skill rule, with a reason."),
                new Scope(SchedulingScopes.SHIFTS_READ, "Read shifts."),
                new Scope(SchedulingScopes.SHIFTS_WRITE, "Create, change and cancel shifts."),
                new Scope(SchedulingScopes.STAFFING_READ, "Read staffing requests."),
                new Scope(SchedulingScopes.STAFFING_WRITE, "Create staffing requests, invite crew and staff jobs."),
                new Scope(SchedulingScopes.LABOUR_RULES_READ, "Read the labour rules in force."),
                new Scope(SchedulingScopes.LABOUR_RULES_WRITE, "Change the labour rules in force."));
    }
}
