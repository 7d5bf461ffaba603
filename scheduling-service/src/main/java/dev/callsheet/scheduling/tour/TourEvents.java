package dev.callsheet.scheduling.tour;

import dev.callsheet.contracts.scheduling.TourSnapshot;
import java.util.Locale;

/** How a tour looks from outside of this service. */
final class TourEvents {

    private TourEvents() {}

    static TourSnapshot snapshotOf(Tour tour) {
        return new TourSnapshot(
                tour.id(),
                tour.name(),
                tour.tourType().name().toLowerCase(Locale.ROOT),
                tour.status().name().toLowerCase(Locale.ROOT),
                tour.startDate(),
                tour.endDate(),
                tour.version());
    }
}
