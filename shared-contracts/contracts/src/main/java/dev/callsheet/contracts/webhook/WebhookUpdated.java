package dev.callsheet.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A subscription changed.
 *
 * @param changedFields names of the attributes that changed, as the API spells them; {@code secret} when it was
 *     replaced
 */
public record WebhookUpdated(
        WebhookSnapshot webhook,
        @JsonProperty("changed_fields") List<String> changedFields) {}
