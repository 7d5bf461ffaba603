package dev.callsheet.contracts.scheduling;

/** A location was created. */
public record LocationCreated(LocationSnapshot location) {}
