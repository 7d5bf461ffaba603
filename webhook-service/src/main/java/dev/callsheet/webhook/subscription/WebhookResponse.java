package dev.callsheet.webhook.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import dev.callsheet.webhook.delivery.Ordering;
import dev.callsheet.webhook.delivery.RetryPolicy;
import dev.callsheet.webhook.delivery.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it, under the names of both specifications.
 *
 * @param secret at creation and rotation only
 * @param maxRetries what holds, also where the owner said nothing
 */
@ResourceType("webhook")
@Schema(name = "Webhook")
public record WebhookResponse(
        UUID organizationId,
        String url,
        @Nullable String description,
        List<String> events,
        @Nullable String filterExpression,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "In the answers to creation and rotation only.")
        @Nullable String secret,

        @Nullable Instant previousSecretExpiresAt,
        boolean hasAuthHeader,
        boolean active,
        boolean isActive,
        @Nullable RetryPolicy retryPolicy,
        int maxRetries,
        Ordering ordering,
        int failureCount,
        @Nullable Instant lastTriggeredAt,
        @Nullable Instant lastTriggered,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    static Resource<WebhookResponse> from(Webhook webhook, List<Duration> retries, @Nullable String secret) {
        RetrySchedule schedule = RetrySchedule.of(webhook.retryPolicy(), webhook.maxRetries(), retries);
        WebhookResponse attributes = new WebhookResponse(
                webhook.organizationId(),
                webhook.url(),
                webhook.description(),
                webhook.events(),
                null,
                secret,
                webhook.previousSecret() == null ? null : webhook.previousSecretExpiresAt(),
                webhook.authHeader() != null,
                webhook.isActive(),
                webhook.isActive(),
                webhook.retryPolicy(),
                schedule.maxRetries(),
                webhook.ordering(),
                webhook.failureCount(),
                webhook.lastTriggeredAt(),
                webhook.lastTriggeredAt(),
                webhook.disabledReason(),
                webhook.disabledAt(),
                webhook.createdAt(),
                webhook.updatedAt(),
                webhook.version());
        return Resource.of(webhook.id(), "webhook", attributes);
    }
}
