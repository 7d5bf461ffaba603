package dev.callsheet.webhook.subscription;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.webhook.delivery.Ordering;
import dev.callsheet.webhook.delivery.RetryPolicy;
import dev.callsheet.webhook.delivery.RetrySchedule;
import dev.callsheet.webhook.signature.SigningSecret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its owner writes it (Sector Pro 5.11, SiteSync 5.3.3).
 *
 * @param active the specification of Sector Pro's name for {@code isActive}; whichever differs from the current state
 *     counts
 */
@ReadOnlyAttributes({
    "id",
    "organization_id",
    "version",
    "created_at",
    "updated_at",
    "has_auth_header",
    "previous_secret_expires_at",
    "last_triggered_at",
    "last_triggered",
    "failure_count",
    "disabled_reason",
    "disabled_at"
})
@Schema(name = "WebhookRequest")
public record WebhookRequest(
        @NotBlank @Size(max = 2_048) @Schema(
                description = "An https URL that leads to a public address.",
                examples = "\"https://hooks.riverside-audio.example/callsheet\"")
        String url,

        @Size(max = 500) @Nullable String description,

        @NotEmpty @Size(max = 100) @Schema(
                description = "Event types: job.created, job.* for all of a resource, * for all.",
                examples = "[\"job.*\", \"tour.created\"]")
        List<@NotNull @Size(max = 100) String> events,

        @Schema(examples = "null", description = "Kept for later: must be absent or null.") @Nullable String filterExpression,

        @Size(min = SigningSecret.MINIMUM_LENGTH, max = SigningSecret.MAXIMUM_LENGTH) @Schema(
                examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                description =
                        "Signs each delivery. Made by Callsheet when absent; shown at creation and rotation only.")
        @Nullable String secret,

        @Size(min = 1, max = 1_024) @Pattern(
                regexp = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?",
                message = "must be printable ASCII in one line")
        @Schema(description = "Sent as Authorization with each delivery; never shown.", examples = "\"Bearer 3f9a...\"")
        @Nullable String authHeader,

        @Nullable Boolean active,

        @Nullable Boolean isActive,

        @Schema(description = "Pauses between attempts; null for 1, 5 and 30 minutes.") @Nullable RetryPolicy retryPolicy,

        @Min(0) @Max(RetrySchedule.MOST_RETRIES) @Nullable Integer maxRetries,

        @Schema(description = "What a delivery waits for; aggregate when absent.") @Nullable Ordering ordering) {

    String[] distinctEvents() {
        return events.stream().distinct().toArray(String[]::new);
    }

    Ordering orderingOrDefault() {
        return ordering == null ? Ordering.AGGREGATE : ordering;
    }

    /** The number of retries as it is kept: null where it is what goes with the policy anyway, as answers show it. */
    @Nullable Integer ownRetries(List<Duration> defaultPauses) {
        int usual = RetrySchedule.of(retryPolicy, null, defaultPauses).maxRetries();
        return maxRetries == null || maxRetries == usual ? null : maxRetries;
    }

    boolean wantsActive(boolean current) {
        if (active != null && active != current) {
            return active;
        }
        return isActive == null ? current : isActive;
    }

    @Override
    public String toString() {
        return "WebhookRequest[url=" + url + ", events=" + events + "]";
    }
}
