package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A service account's role, scopes, addresses or standing changed. Each of its keys has an event of its own too, which
 * is what gateways go by.
 *
 * @param changedFields names of the attributes whose values differ from before, as the API spells them
 */
public record ServiceAccountUpdated(
        @JsonProperty("service_account") ServiceAccountSnapshot serviceAccount,
        @JsonProperty("changed_fields") List<String> changedFields) {}
