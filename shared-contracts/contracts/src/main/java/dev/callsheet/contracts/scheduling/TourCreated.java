package dev.callsheet.contracts.scheduling;

/** A tour was created. */
public record TourCreated(TourSnapshot tour) {}
