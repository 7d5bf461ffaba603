package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import dev.callsheet.scheduling.location.Coordinates;
import dev.callsheet.scheduling.location.Location;
import dev.callsheet.scheduling.tour.Tour;
import dev.callsheet.scheduling.tour.TourAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as answers show it (Sector Pro 5.1). */
@ResourceType("job")
public record JobAttributes(
        @Schema(examples = "Riverside Festival, main stage") String title,
        @Nullable String description,
        JobStatus status,
        @Schema(examples = "festival") JobType jobType,
        @Nullable JobDateType jobDateType,
        Instant startTime,
        @Schema(examples = "2027-06-16T02:00:00+02:00") Instant endTime,
        @Nullable UUID locationId,
        @Nullable Place location,
        @Nullable UUID tourId,
        @Schema(examples = "[\"sound\", \"lights\"]") List<Department> departments,

        @Schema(examples = "{\"sound\": [{\"role\": \"FOH Engineer\", \"count\": 1}]}")
        Map<String, List<RoleRequirement>> requiredRoles,

        CrewCount crewCount,
        @Nullable String notes,
        @Schema(examples = "#10B981") @Nullable String color,
        boolean ratesApproved,
        @Schema(examples = "Riverside Audio S.L.") @Nullable String invoicingCompany,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The location as a part of the job. */
    public record Place(
            UUID id,
            String name,
            @Nullable String address,
            @Nullable String city,
            @Nullable String country,
            @Nullable Coordinates coordinates) {

        static @Nullable Place of(@Nullable Location location) {
            return location == null
                    ? null
                    : new Place(
                            location.id(),
                            location.name(),
                            location.address(),
                            location.city(),
                            location.country(),
                            location.coordinates());
        }
    }

    /**
     * How many people the job takes.
     *
     * @param required the sum of its required roles
     */
    public record CrewCount(int required) {}

    static Resource<JobAttributes> resourceOf(Job job, boolean withTour) {
        return new Resource<>(job.id(), "job", attributesOf(job), relationshipsOf(job.tour(), withTour));
    }

    private static JobAttributes attributesOf(Job job) {
        return new JobAttributes(
                job.title(),
                job.description(),
                job.status(),
                job.jobType(),
                job.jobDateType(),
                job.startTime(),
                job.endTime(),
                job.locationId(),
                Place.of(job.location()),
                job.tourId(),
                job.departments(),
                job.requiredRoles(),
                new CrewCount(job.crewRequired()),
                job.notes(),
                job.color(),
                job.ratesApproved(),
                job.invoicingCompany(),
                job.version(),
                job.createdAt(),
                job.updatedAt());
    }

    private static @Nullable Map<String, Object> relationshipsOf(@Nullable Tour tour, boolean withTour) {
        if (tour == null) {
            return null;
        }
        Relationship relationship =
                withTour ? Relationship.expanded(TourAttributes.resourceOf(tour)) : Relationship.to("tour", tour.id());
        return Map.of("tour", relationship);
    }
}
