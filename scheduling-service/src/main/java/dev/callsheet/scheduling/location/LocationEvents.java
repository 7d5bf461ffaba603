package dev.callsheet.scheduling.location;

import dev.callsheet.contracts.scheduling.LocationSnapshot;

/** How a location looks from outside of this service. */
final class LocationEvents {

    private LocationEvents() {}

    static LocationSnapshot snapshotOf(Location location) {
        return new LocationSnapshot(
                location.id(),
                location.name(),
                location.city(),
                location.country(),
                location.timeZone(),
                location.version());
    }
}
