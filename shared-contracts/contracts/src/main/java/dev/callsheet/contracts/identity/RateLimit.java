package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are admitted in each calendar window (Sector Pro 6.1, SiteSync 5.3.1.2).
 *
 * @param tier the tier that the numbers come from, as reported to the caller
 * @param perMinute requests in a calendar minute of UTC; null where that window is not limited
 * @param perHour requests in a calendar hour of UTC; null where that window is not limited
 * @param perDay requests in a calendar day of UTC; null where that window is not limited
 * @param burst requests in any one second
 */
public record RateLimit(
        String tier,
        @JsonProperty("per_minute") @Nullable Integer perMinute,
        @JsonProperty("per_hour") @Nullable Integer perHour,
        @JsonProperty("per_day") @Nullable Integer perDay,
        int burst) {}
