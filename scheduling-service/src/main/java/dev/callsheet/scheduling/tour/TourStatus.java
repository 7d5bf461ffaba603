package dev.callsheet.scheduling.tour;

/** Where a tour stands (Sector Pro 5.2). */
public enum TourStatus {
    ACTIVE,
    COMPLETED,
    CANCELLED
}
