package dev.callsheet.contracts.crew;

/** A crew member was deleted. */
public record CrewDeleted(CrewMemberSnapshot crew) {}
