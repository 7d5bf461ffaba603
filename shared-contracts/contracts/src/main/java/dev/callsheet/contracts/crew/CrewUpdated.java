package dev.callsheet.contracts.crew;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A crew member's details changed.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record CrewUpdated(
        CrewMemberSnapshot crew,
        @JsonProperty("changed_fields") List<String> changedFields) {}
