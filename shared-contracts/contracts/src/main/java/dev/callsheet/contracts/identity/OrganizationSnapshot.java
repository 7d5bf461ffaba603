package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization as it stood when the event was written.
 *
 * @param timeZone an IANA name
 * @param environment {@code live}, or {@code test} for a sandbox
 * @param parentId the live organization that a sandbox belongs to; null for a live one
 */
public record OrganizationSnapshot(
        UUID id,
        String name,
        @JsonProperty("time_zone") String timeZone,
        String plan,
        String environment,
        @JsonProperty("parent_id") @Nullable UUID parentId,
        long version) {}
