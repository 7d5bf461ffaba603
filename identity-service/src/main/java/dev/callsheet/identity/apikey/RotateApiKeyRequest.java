package dev.callsheet.identity.apikey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a key is replaced. */
@Schema(name = "RotateApiKeyRequest")
public record RotateApiKeyRequest(
        @Min(0) @Max(168) @Schema(
                examples = "24",
                description =
                        "How long the old key works too, in hours, but never past the key's own expiry; 24 when absent, 0 ends it at once.")
        @Nullable Integer graceHours) {

    Duration grace() {
        return Duration.ofHours(graceHours == null ? 24 : graceHours);
    }
}
