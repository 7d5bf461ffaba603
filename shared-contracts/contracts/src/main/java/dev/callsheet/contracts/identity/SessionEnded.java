package dev.callsheet.contracts.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A user's session is over in every organization they reached with it; the event is written to the one in which it was ended.
 *
 * @param sessionId what the principals of the session carry as their credential id
 * @param reason {@code logout}, {@code refresh_token_reused}, {@code ended_by_user}, {@code password_changed},
 *     {@code deactivated} or {@code removed}
 */
public record SessionEnded(
        @JsonProperty("session_id") UUID sessionId,
        @JsonProperty("user_id") UUID userId,
        String reason) {}
