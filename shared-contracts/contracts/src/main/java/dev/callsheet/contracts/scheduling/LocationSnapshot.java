package dev.callsheet.contracts.scheduling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A venue or place of work as it stood when the event was written.
 *
 * @param country free text or ISO 3166 code, as entered
 * @param timeZone the place's own zone, an IANA name; null where the organization's holds
 */
public record LocationSnapshot(
        UUID id,
        String name,
        @Nullable String city,
        @Nullable String country,
        @JsonProperty("time_zone") @Nullable String timeZone,
        long version) {}
