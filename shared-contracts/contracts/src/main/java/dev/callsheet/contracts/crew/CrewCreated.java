package dev.callsheet.contracts.crew;

/** A crew member was added. */
public record CrewCreated(CrewMemberSnapshot crew) {}
