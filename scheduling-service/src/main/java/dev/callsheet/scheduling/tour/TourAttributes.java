package dev.callsheet.scheduling.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tour as answers show it.
 *
 * @param jobCount jobs on it that are not deleted; null where the tour is shown as a part of something else
 */
@ResourceType("tour")
public record TourAttributes(
        @Schema(examples = "Northern Lights 2027") String name,
        @Nullable String description,
        LocalDate startDate,
        @Schema(examples = "2027-07-20") LocalDate endDate,
        TourStatus status,
        TourType tourType,
        List<Department> departments,

        @Schema(examples = "{\"currency\": \"EUR\"}") @Nullable JsonNode settings,

        @Nullable String flexFolderId,
        @Nullable Long jobCount,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The tour as a part of another answer. */
    public static Resource<TourAttributes> resourceOf(Tour tour) {
        return resourceOf(tour, null);
    }

    static Resource<TourAttributes> resourceOf(Tour tour, @Nullable Long jobCount) {
        return Resource.of(
                tour.id(),
                "tour",
                new TourAttributes(
                        tour.name(),
                        tour.description(),
                        tour.startDate(),
                        tour.endDate(),
                        tour.status(),
                        tour.tourType(),
                        tour.departments(),
                        tour.settings(),
                        tour.flexFolderId(),
                        jobCount,
                        tour.version(),
                        tour.createdAt(),
                        tour.updatedAt()));
    }
}
