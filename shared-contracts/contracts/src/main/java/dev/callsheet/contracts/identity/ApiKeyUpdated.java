package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An API key's scopes, limits or expiry changed: whoever cached its principal asks again.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record ApiKeyUpdated(
        @JsonProperty("api_key") ApiKeySnapshot apiKey,
        @JsonProperty("changed_fields") List<String> changedFields) {}
