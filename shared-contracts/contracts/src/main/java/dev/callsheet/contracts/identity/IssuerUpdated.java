package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What an organization accepts of an outside issuer changed: principals of its tokens are asked for again.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record IssuerUpdated(
        IssuerSnapshot issuer,
        @JsonProperty("changed_fields") List<String> changedFields) {}
