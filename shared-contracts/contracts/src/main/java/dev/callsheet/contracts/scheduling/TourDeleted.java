package dev.callsheet.contracts.scheduling;

/** A tour was deleted. */
public record TourDeleted(TourSnapshot tour) {}
