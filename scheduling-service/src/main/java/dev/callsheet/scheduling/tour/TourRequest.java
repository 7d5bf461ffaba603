package dev.callsheet.scheduling.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a tour.
 *
 * @param status {@code active} when absent
 * @param settings free-form
 */
@ReadOnlyAttributes({"id", "type", "version", "job_count", "created_at", "updated_at"})
record TourRequest(
        @Schema(examples = "Northern Lights 2027") @NotBlank @Size(max = 200) String name,

        @Size(max = 5000) @Nullable String description,
        @NotNull LocalDate startDate,
        @Schema(examples = "2027-07-20") @NotNull LocalDate endDate,
        @NotNull TourType tourType,
        @Nullable TourStatus status,
        @Size(max = 10) @Nullable List<Department> departments,

        @Schema(examples = "{\"currency\": \"EUR\"}") @Nullable JsonNode settings,

        @Size(max = 100) @Nullable String flexFolderId)
        implements CrossFieldRules {

    private static final int LONGEST_SETTINGS = 20_000;

    @Override
    public void check(Violations violations) {
        if (startDate != null && endDate != null && startDate.isAfter(endDate)) {
            violations.add("start_date", "Start date must not be after end date");
        }
        if (settings != null && !settings.isObject()) {
            violations.add("settings", "must be an object");
        } else if (settings != null && settings.toString().length() > LONGEST_SETTINGS) {
            violations.add("settings", "must have at most " + LONGEST_SETTINGS + " characters as JSON");
        }
    }
}
