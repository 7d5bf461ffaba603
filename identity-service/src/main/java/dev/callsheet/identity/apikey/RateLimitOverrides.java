package dev.callsheet.identity.apikey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one key that replace those of its tier; what is absent is the tier's.
 *
 * @param burst requests in any one second
 */
@Schema(name = "RateLimitOverrides")
public record RateLimitOverrides(
        @Min(1) @Max(1_000_000) @Schema(examples = "120") @Nullable Integer perMinute,

        @Min(1) @Max(100_000_000) @Schema(examples = "5000") @Nullable Integer perHour,

        @Min(1) @Max(1_000_000_000) @Schema(examples = "50000") @Nullable Integer perDay,

        @Min(1) @Max(10_000) @Schema(examples = "40") @Nullable Integer burst) {

    boolean isEmpty() {
        return perMinute == null && perHour == null && perDay == null && burst == null;
    }
}
