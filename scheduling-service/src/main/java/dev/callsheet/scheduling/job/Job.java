package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.SearchTerms;
import dev.callsheet.scheduling.location.Location;
import dev.callsheet.scheduling.tour.Tour;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job; holds the rule which status may follow which. */
@Entity
public class Job extends OrganizationEntity {

    @Column(nullable = false)
    private String title;

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private JobStatus status;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private JobType jobType;

    @Enumerated(EnumType.STRING)
    private @Nullable JobDateType jobDateType;

    @Column(nullable = false)
    private Instant startTime;

    @Column(nullable = false)
    private Instant endTime;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "location_id")
    private @Nullable Location location;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "tour_id")
    private @Nullable Tour tour;

    @Column(nullable = false)
    private String[] departments;

    @Convert(converter = RequiredRoles.class)
    @Column(nullable = false)
    private Map<String, List<RoleRequirement>> requiredRoles;

    @Column(nullable = false)
    private int crewRequired;

    private @Nullable String notes;
    private @Nullable String color;

    @Column(nullable = false)
    private boolean ratesApproved;

    private @Nullable String invoicingCompany;

    @Column(nullable = false)
    private String searchText;

    @Column(insertable = false, updatable = false)
    private @Nullable String search;

    protected Job() {}

    Job(JobRequest request, @Nullable Location location, @Nullable Tour tour) {
        status = Objects.requireNonNullElse(request.status(), JobStatus.PENDIENTE);
        if (status == JobStatus.CANCELADO) {
            throw new ApiException(ErrorCode.UNPROCESSABLE, "A job cannot start as cancelado.")
                    .withDetail("status", "Allowed: pendiente, tentativa, confirmado");
        }
        fill(request, location, tour);
    }

    /**
     * Takes over what an update says.
     *
     * @throws ApiException {@code UNPROCESSABLE} when the status may not follow the present one
     */
    void apply(JobRequest request, @Nullable Location location, @Nullable Tour tour) {
        JobStatus next = Objects.requireNonNullElse(request.status(), JobStatus.PENDIENTE);
        if (next != status && !status.successors().contains(next)) {
            throw new ApiException(
                            ErrorCode.UNPROCESSABLE,
                            "A job cannot go from %s to %s.".formatted(status.spelling(), next.spelling()))
                    .withDetail("status", "From %s: %s".formatted(status.spelling(), status.successorNames()));
        }
        status = next;
        fill(request, location, tour);
    }

    private void fill(JobRequest request, @Nullable Location place, @Nullable Tour container) {
        title = request.title();
        description = request.description();
        jobType = request.jobType();
        jobDateType = request.jobDateType();
        startTime = request.startTime();
        endTime = request.endTime();
        location = place;
        tour = container;
        departments = Objects.requireNonNullElse(request.departments(), List.<Department>of()).stream()
                .map(Department::spelling)
                .distinct()
                .toArray(String[]::new);
        requiredRoles = Objects.requireNonNullElse(request.requiredRoles(), Map.of());
        crewRequired = requiredRoles.values().stream()
                .flatMap(List::stream)
                .mapToInt(RoleRequirement::count)
                .sum();
        notes = request.notes();
        color = request.color();
        ratesApproved = Boolean.TRUE.equals(request.ratesApproved());
        invoicingCompany = request.invoicingCompany();
        searchText = SearchTerms.fold(
                Stream.of(title, description, notes).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    JobRequest asRequest() {
        return new JobRequest(
                title,
                description,
                status,
                jobType,
                jobDateType,
                startTime,
                endTime,
                location == null ? null : location.id(),
                tour == null ? null : tour.id(),
                departments(),
                requiredRoles,
                notes,
                color,
                ratesApproved,
                invoicingCompany);
    }

    String title() {
        return title;
    }

    @Nullable String description() {
        return description;
    }

    JobStatus status() {
        return status;
    }

    JobType jobType() {
        return jobType;
    }

    @Nullable JobDateType jobDateType() {
        return jobDateType;
    }

    Instant startTime() {
        return startTime;
    }

    Instant endTime() {
        return endTime;
    }

    @Nullable Location location() {
        return location;
    }

    @Nullable UUID locationId() {
        return location == null ? null : location.id();
    }

    @Nullable Tour tour() {
        return tour;
    }

    @Nullable UUID tourId() {
        return tour == null ? null : tour.id();
    }

    List<Department> departments() {
        return Arrays.stream(departments)
                .map(name -> Department.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    Map<String, List<RoleRequirement>> requiredRoles() {
        return requiredRoles;
    }

    int crewRequired() {
        return crewRequired;
    }

    @Nullable String notes() {
        return notes;
    }

    @Nullable String color() {
        return color;
    }

    boolean ratesApproved() {
        return ratesApproved;
    }

    @Nullable String invoicingCompany() {
        return invoicingCompany;
    }
}
