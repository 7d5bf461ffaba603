package dev.callsheet.scheduling.job;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a job (Sector Pro 5.1).
 *
 * @param status {@code pendiente} when absent
 * @param requiredRoles by department
 * @param color {@code #RRGGBB}, for calendars
 */
@ReadOnlyAttributes({"id", "type", "version", "location", "crew_count", "created_at", "updated_at"})
record JobRequest(
        @Schema(examples = "Riverside Festival, main stage") @NotBlank @Size(max = 200) String title,

        @Size(max = 5000) @Nullable String description,
        @Nullable JobStatus status,
        @Schema(examples = "festival") @NotNull JobType jobType,
        @Nullable JobDateType jobDateType,
        @NotNull Instant startTime,

        @Schema(examples = "2027-06-16T02:00:00+02:00") @NotNull Instant endTime,

        @Nullable UUID locationId,
        @Nullable UUID tourId,

        @Schema(examples = "[\"sound\", \"lights\"]") @Size(max = 10) @Nullable List<Department> departments,

        @Schema(examples = "{\"sound\": [{\"role\": \"FOH Engineer\", \"count\": 1}]}") @Size(max = 10) @Nullable Map<String, @Size(max = 100) List<@Valid RoleRequirement>> requiredRoles,

        @Size(max = 10000) @Nullable String notes,

        @Schema(examples = "#10B981")
        @Pattern(regexp = "#[0-9A-Fa-f]{6}", message = "must be a colour such as #10B981") @Nullable String color,

        @Nullable Boolean ratesApproved,

        @Schema(examples = "Riverside Audio S.L.") @Size(max = 200) @Nullable String invoicingCompany)
        implements CrossFieldRules {

    private static final Set<String> DEPARTMENTS =
            Arrays.stream(Department.values()).map(Department::spelling).collect(Collectors.toSet());

    @Override
    public void check(Violations violations) {
        if (startTime != null && endTime != null && !startTime.isBefore(endTime)) {
            violations.add("start_time", "Start time must be before end time");
        }
        if (requiredRoles != null) {
            requiredRoles.keySet().stream()
                    .filter(name -> !DEPARTMENTS.contains(name))
                    .forEach(name -> violations.add(
                            "required_roles." + name,
                            "Invalid department: '%s'. Valid values: %s"
                                    .formatted(
                                            name,
                                            Arrays.stream(Department.values())
                                                    .map(Department::spelling)
                                                    .collect(Collectors.joining(", ")))));
        }
    }
}
