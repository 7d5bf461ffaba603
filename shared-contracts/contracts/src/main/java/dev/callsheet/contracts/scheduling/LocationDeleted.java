package dev.callsheet.contracts.scheduling;

/** A location was deleted. */
public record LocationDeleted(LocationSnapshot location) {}
