package dev.callsheet.contracts.equipment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An equipment item's details changed.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record EquipmentUpdated(
        EquipmentSnapshot equipment,
        @JsonProperty("changed_fields") List<String> changedFields) {}
