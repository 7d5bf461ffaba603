package dev.callsheet.scheduling.location;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A location as answers show it. */
public record LocationAttributes(
        String name,
        @Nullable String address,
        @Nullable String city,
        @Nullable String country,
        @Nullable Coordinates coordinates,
        @Nullable String timeZone,
        @Nullable String notes,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<LocationAttributes> resourceOf(Location location) {
        return Resource.of(
                location.id(),
                "location",
                new LocationAttributes(
                        location.name(),
                        location.address(),
                        location.city(),
                        location.country(),
                        location.coordinates(),
                        location.timeZone(),
                        location.notes(),
                        location.version(),
                        location.createdAt(),
                        location.updatedAt()));
    }
}
