package dev.callsheet.scheduling.location;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A location as answers show it. */
@ResourceType("location")
public record LocationAttributes(
        @Schema(examples = "Riverside Arena") String name,
        @Schema(examples = "Calle del Puerto 12") @Nullable String address,
        @Schema(examples = "Madrid") @Nullable String city,
        @Schema(examples = "ES") @Nullable String country,
        @Nullable Coordinates coordinates,
        @Schema(examples = "Europe/Madrid") @Nullable String timeZone,
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
