package dev.callsheet.identity.login;

import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session of the caller.
 *
 * @param current whether it is the one of the access token in use
 * @param address where it was opened from; null for one from before that was kept
 * @param lastSeenAt when it was opened or last refreshed, to the minute
 */
@ResourceType("session")
public record SessionResponse(
        boolean current,
        @Schema(examples = "203.0.113.7") @Nullable String address,

        @Schema(examples = "Callsheet/2.1 (iPhone)") @Nullable String userAgent,

        UUID organizationId,
        Instant createdAt,
        Instant lastSeenAt) {

    static Resource<SessionResponse> from(UserSession session, UUID current) {
        return Resource.of(
                session.id,
                "session",
                new SessionResponse(
                        session.id.equals(current),
                        session.address,
                        session.userAgent,
                        session.organizationId,
                        session.createdAt,
                        session.lastSeenAt));
    }
}
