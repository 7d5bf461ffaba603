package dev.callsheet.scheduling.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.data.entity.JsonText;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.list.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Entity
public class Tour extends OrganizationEntity {

    @Column(nullable = false)
    private String name;

    private @Nullable String description;

    @Column(nullable = false)
    private LocalDate startDate;

    @Column(nullable = false)
    private LocalDate endDate;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private TourType tourType;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private TourStatus status;

    @Column(nullable = false)
    private String[] departments;

    @Convert(converter = JsonText.class)
    private @Nullable JsonNode settings;

    private @Nullable String flexFolderId;

    @Column(nullable = false)
    private String searchText;

    @Column(insertable = false, updatable = false)
    private @Nullable String search;

    protected Tour() {}

    Tour(TourRequest request) {
        apply(request);
    }

    final void apply(TourRequest request) {
        name = request.name();
        description = request.description();
        startDate = request.startDate();
        endDate = request.endDate();
        tourType = request.tourType();
        status = Objects.requireNonNullElse(request.status(), TourStatus.ACTIVE);
        departments = Objects.requireNonNullElse(request.departments(), List.<Department>of()).stream()
                .map(Department::spelling)
                .distinct()
                .toArray(String[]::new);
        settings = request.settings();
        flexFolderId = request.flexFolderId();
        searchText = SearchTerms.fold(
                Stream.of(name, description).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    TourRequest asRequest() {
        return new TourRequest(
                name, description, startDate, endDate, tourType, status, departments(), settings, flexFolderId);
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    public LocalDate startDate() {
        return startDate;
    }

    public LocalDate endDate() {
        return endDate;
    }

    public TourType tourType() {
        return tourType;
    }

    public TourStatus status() {
        return status;
    }

    public List<Department> departments() {
        return Arrays.stream(departments)
                .map(name -> Department.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    public @Nullable JsonNode settings() {
        return settings;
    }

    public @Nullable String flexFolderId() {
        return flexFolderId;
    }
}
