package dev.callsheet.contracts.scheduling;

import dev.callsheet.contracts.event.EventType;

/** The events of {@code scheduling.events} (Sector Pro 8.1). */
public final class SchedulingEvents {

    public static final EventType<JobCreated> JOB_CREATED =
            new EventType<>("job.created", JobCreated.class, "A job was created.");
    public static final EventType<JobUpdated> JOB_UPDATED =
            new EventType<>("job.updated", JobUpdated.class, "A job's details changed.");
    public static final EventType<JobStatusChanged> JOB_STATUS_CHANGED =
            new EventType<>("job.status_changed", JobStatusChanged.class, "A job went from one status to another.");
    public static final EventType<JobDeleted> JOB_DELETED =
            new EventType<>("job.deleted", JobDeleted.class, "A job was deleted.");

    public static final EventType<TourCreated> TOUR_CREATED =
            new EventType<>("tour.created", TourCreated.class, "A tour was created.");
    public static final EventType<TourUpdated> TOUR_UPDATED =
            new EventType<>("tour.updated", TourUpdated.class, "A tour's details changed.");
    public static final EventType<TourDeleted> TOUR_DELETED =
            new EventType<>("tour.deleted", TourDeleted.class, "A tour was deleted.");

    public static final EventType<LocationCreated> LOCATION_CREATED =
            new EventType<>("location.created", LocationCreated.class, "A location was created.");
    public static final EventType<LocationUpdated> LOCATION_UPDATED =
            new EventType<>("location.updated", LocationUpdated.class, "A location's details changed.");
    public static final EventType<LocationDeleted> LOCATION_DELETED =
            new EventType<>("location.deleted", LocationDeleted.class, "A location was deleted.");

    private SchedulingEvents() {}
}
