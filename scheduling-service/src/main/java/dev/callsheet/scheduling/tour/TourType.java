package dev.callsheet.scheduling.tour;

/** What kind of container it is (Sector Pro 5.2). */
public enum TourType {
    TOUR,
    FESTIVAL
}
