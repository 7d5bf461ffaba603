package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An organization's name, zone, plan or roles changed: principals of all its credentials are asked for again.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them;
 *     {@code role_scopes} where a role's scopes changed
 */
public record OrganizationUpdated(
        OrganizationSnapshot organization,
        @JsonProperty("changed_fields") List<String> changedFields) {}
