package dev.callsheet.webhook.subscription;

import dev.callsheet.contracts.webhook.WebhookSnapshot;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.webhook.delivery.Ordering;
import dev.callsheet.webhook.delivery.RetryPolicy;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription. Deliveries write its health while owners write the rest, so an update names only the columns that
 * changed.
 */
@Entity
@Table(name = "webhook")
@DynamicUpdate
public class Webhook extends OrganizationEntity {

    private String url = "";
    private @Nullable String description;
    private String[] events = {};

    /** Encrypted, like every secret here. */
    private String secret = "";

    private @Nullable String previousSecret;
    private @Nullable Instant previousSecretExpiresAt;
    private @Nullable String authHeader;
    private boolean isActive = true;

    @Convert(converter = RetryPolicyColumn.class)
    private @Nullable RetryPolicy retryPolicy;

    private @Nullable Integer maxRetries;

    @Convert(converter = OrderingColumn.class)
    private Ordering ordering = Ordering.AGGREGATE;

    private @Nullable String disabledReason;
    private @Nullable Instant disabledAt;

    @SuppressWarnings("UnusedVariable") // The delivery queue reads the column.
    private Instant activatedAt = now();

    private @Nullable Instant lastTriggeredAt;
    private int failureCount;

    protected Webhook() {}

    static Webhook of(WebhookRequest request, List<Duration> defaultPauses) {
        Webhook webhook = new Webhook();
        webhook.url = request.url();
        webhook.description = request.description();
        webhook.events = request.distinctEvents();
        webhook.isActive = request.wantsActive(true);
        webhook.retryPolicy = request.retryPolicy();
        webhook.maxRetries = request.ownRetries(defaultPauses);
        webhook.ordering = request.orderingOrDefault();
        return webhook;
    }

    /** Takes over what the request says, but for its secrets, and names what changed. */
    List<String> apply(WebhookRequest request, List<Duration> defaultPauses) {
        List<String> changed = new ArrayList<>();
        boolean active = request.wantsActive(isActive);
        Integer retries = request.ownRetries(defaultPauses);
        note(changed, "url", url, request.url());
        note(changed, "description", description, request.description());
        note(changed, "events", List.of(events), List.of(request.distinctEvents()));
        note(changed, "is_active", isActive, active);
        note(changed, "retry_policy", retryPolicy, request.retryPolicy());
        note(changed, "max_retries", maxRetries, retries);
        note(changed, "ordering", ordering, request.orderingOrDefault());
        url = request.url();
        description = request.description();
        events = Arrays.equals(events, request.distinctEvents()) ? events : request.distinctEvents();
        retryPolicy = request.retryPolicy();
        maxRetries = retries;
        ordering = request.orderingOrDefault();
        if (active && !isActive) {
            activate();
        }
        isActive = active;
        return changed;
    }

    /** Begins anew: what failed before no longer counts. */
    private void activate() {
        activatedAt = now();
        failureCount = 0;
        disabledReason = null;
        disabledAt = null;
    }

    void disable(String reason) {
        isActive = false;
        disabledReason = reason;
        disabledAt = now();
    }

    void seal(String ciphertext) {
        secret = ciphertext;
        previousSecret = null;
        previousSecretExpiresAt = null;
    }

    /** The old secret signs on beside the new one until the grace ends. */
    void rotate(String ciphertext, Duration grace) {
        String before = secret;
        seal(ciphertext);
        if (grace.isPositive()) {
            previousSecret = before;
            previousSecretExpiresAt = now().plus(grace);
        }
    }

    void authorizeWith(@Nullable String ciphertext) {
        authHeader = ciphertext;
    }

    WebhookSnapshot snapshot() {
        return new WebhookSnapshot(id(), url, description, List.of(events), isActive, ordering.key(), version());
    }

    String url() {
        return url;
    }

    @Nullable String description() {
        return description;
    }

    List<String> events() {
        return List.of(events);
    }

    String secret() {
        return secret;
    }

    /** Null when no rotation is under way. */
    @Nullable String previousSecret() {
        return previousSecretExpiresAt != null && previousSecretExpiresAt.isAfter(now()) ? previousSecret : null;
    }

    @Nullable Instant previousSecretExpiresAt() {
        return previousSecretExpiresAt;
    }

    @Nullable String authHeader() {
        return authHeader;
    }

    boolean isActive() {
        return isActive;
    }

    @Nullable RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    @Nullable Integer maxRetries() {
        return maxRetries;
    }

    Ordering ordering() {
        return ordering;
    }

    @Nullable String disabledReason() {
        return disabledReason;
    }

    @Nullable Instant disabledAt() {
        return disabledAt;
    }

    @Nullable Instant lastTriggeredAt() {
        return lastTriggeredAt;
    }

    int failureCount() {
        return failureCount;
    }

    private static void note(List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
