package dev.callsheet.contracts.crew;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Crew members. */
public final class CrewContract implements DomainContract {

    @Override
    public String topic() {
        return "crew.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                CrewEvents.CREW_CREATED,
                CrewEvents.CREW_UPDATED,
                CrewEvents.CREW_PROFILE_UPDATED,
                CrewEvents.CREW_DELETED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(CrewScopes.CREW_READ, "Read crew profiles."),
                new Scope(CrewScopes.CREW_WRITE, "Create, change and delete crew profiles."),
                new Scope(CrewScopes.AVAILABILITY_READ, "Read when crew are available."),
                new Scope(CrewScopes.AVAILABILITY_WRITE, "Change when crew are available."),
                new Scope(CrewScopes.MESSAGES_READ, "Read conversations and messages."),
                new Scope(CrewScopes.MESSAGES_WRITE, "Send messages and announcements."));
    }
}
