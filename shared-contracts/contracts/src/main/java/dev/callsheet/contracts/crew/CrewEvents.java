package dev.callsheet.contracts.crew;

import dev.callsheet.contracts.event.EventType;

/** The events of {@code crew.events} (Sector Pro 8.1). */
public final class CrewEvents {

    public static final EventType<CrewCreated> CREW_CREATED =
            new EventType<>("crew.created", CrewCreated.class, "A crew member was added.");
    public static final EventType<CrewUpdated> CREW_UPDATED =
            new EventType<>("crew.updated", CrewUpdated.class, "A crew member's details changed.");
    public static final EventType<CrewProfileUpdated> CREW_PROFILE_UPDATED = new EventType<>(
            "crew.profile_updated",
            CrewProfileUpdated.class,
            "A crew member's profile changed; comes with crew.updated.");
    public static final EventType<CrewDeleted> CREW_DELETED =
            new EventType<>("crew.deleted", CrewDeleted.class, "A crew member was deleted.");

    private CrewEvents() {}
}
