package dev.callsheet.identity.user;

import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user in the organization of the request.
 *
 * @param roles the role, as a list for clients that expect one
 * @param departments the departments that the role is restricted to; empty means all
 */
@ResourceType("user")
public record UserResponse(
        String email,
        String fullName,
        @Nullable String avatarUrl,
        String role,
        List<String> roles,
        List<String> departments,
        UUID organizationId,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
