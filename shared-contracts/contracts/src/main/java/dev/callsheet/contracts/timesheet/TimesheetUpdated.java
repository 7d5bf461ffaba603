package dev.callsheet.contracts.timesheet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A timesheet's details changed.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record TimesheetUpdated(
        TimesheetSnapshot timesheet,
        @JsonProperty("changed_fields") List<String> changedFields) {}
