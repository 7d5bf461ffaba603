package dev.callsheet.identity.user;

import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user in the organization of the request.
 *
 * @param roles the role, as a list for clients that expect one
 * @param departments the departments that the role is restricted to; empty means all
 * @param active whether their credentials work in this organization
 * @param createdAt when they joined it
 */
@ResourceType("user")
public record UserResponse(
        String email,
        String fullName,
        @Nullable String avatarUrl,
        @Nullable String phone,
        String role,
        List<String> roles,
        List<String> departments,
        boolean active,
        UUID organizationId,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The member, whose user has been fetched. */
    static Resource<UserResponse> from(Membership member) {
        UserProfile user = member.user();
        UserResponse attributes = new UserResponse(
                user.email,
                user.fullName,
                user.avatarUrl,
                user.phone,
                member.role,
                List.of(member.role),
                List.of(member.departments),
                member.isActive(),
                member.organizationId(),
                member.sharedVersion(),
                member.createdAt(),
                user.updatedAt.isAfter(member.updatedAt()) ? user.updatedAt : member.updatedAt());
        return new Resource<>(
                member.userId,
                "user",
                attributes,
                Map.of("organization", Relationship.to("organization", member.organizationId())));
    }
}
