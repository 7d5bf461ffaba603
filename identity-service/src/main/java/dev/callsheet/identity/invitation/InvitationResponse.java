package dev.callsheet.identity.invitation;

import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An invitation, without the token that only its mail holds.
 *
 * @param status {@code pending}, {@code expired} or, once used, {@code "accepted"}
 * @param invitedBy null where a credential without a person invited
 */
@ResourceType("invitation")
public record InvitationResponse(
        String email,
        String role,
        List<String> departments,
        @Schema(examples = "pending") String status,
        @Nullable UUID invitedBy,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<InvitationResponse> from(Invitation invitation) {
        InvitationResponse attributes = new InvitationResponse(
                invitation.email,
                invitation.role,
                List.of(invitation.departments),
                invitation.status(Instant.now()),
                invitation.invitedBy,
                invitation.expiresAt,
                invitation.acceptedAt,
                invitation.version(),
                invitation.createdAt(),
                invitation.updatedAt());
        UUID user = invitation.acceptedBy;
        return new Resource<>(
                invitation.id(),
                "invitation",
                attributes,
                user == null ? null : Map.of("user", Relationship.to("user", user)));
    }
}
