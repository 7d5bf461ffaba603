package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A user's profile, role or departments changed, or they were deactivated or activated again.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record UserUpdated(
        UserSnapshot user, @JsonProperty("changed_fields") List<String> changedFields) {}
