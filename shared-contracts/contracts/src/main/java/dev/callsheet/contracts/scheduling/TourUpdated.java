package dev.callsheet.contracts.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A tour's details changed.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record TourUpdated(
        TourSnapshot tour, @JsonProperty("changed_fields") List<String> changedFields) {}
