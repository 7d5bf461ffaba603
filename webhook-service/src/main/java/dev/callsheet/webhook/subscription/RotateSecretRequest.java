package dev.callsheet.webhook.subscription;

import dev.callsheet.webhook.signature.SigningSecret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a secret is replaced. */
@Schema(name = "RotateSecretRequest")
public record RotateSecretRequest(
        @Size(min = SigningSecret.MINIMUM_LENGTH, max = SigningSecret.MAXIMUM_LENGTH) @Schema(
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                description = "The new secret; made by Callsheet when absent.")
        @Nullable String secret,

        @Min(0) @Max(168) @Schema(description = "How long the old secret signs too, in hours; 24 when absent.")
        @Nullable Integer graceHours) {

    Duration grace() {
        return Duration.ofHours(graceHours == null ? 24 : graceHours);
    }

    @Override
    public String toString() {
        return "RotateSecretRequest[graceHours=" + graceHours + "]";
    }
}
