package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;

/**
 * A user as a member of one organization, as they stood when the event was written.
 *
 * @param role the role in this organization
 * @param departments the departments that the role is restricted to; empty means all
 * @param active whether their credentials work in this organization
 */
public record UserSnapshot(
        UUID id,
        String email,
        @JsonProperty("full_name") String fullName,
        String role,
        List<String> departments,
        boolean active,
        long version) {}
