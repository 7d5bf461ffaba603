package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.ResourceType;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A crew member as answers show it (Sector Pro 5.5).
 *
 * @param skills names only
 * @param skillDetails the same skills with what is known of them
 */
@ResourceType("crew")
public record CrewMemberAttributes(
        @Schema(examples = "Ana") String firstName,
        @Schema(examples = "Torres") String lastName,
        @Schema(examples = "Anita") @Nullable String nickname,

        @Schema(examples = "ana.torres@example.com") @Nullable String email,

        @Schema(examples = "+34 600 123 456") @Nullable String phone,
        @Nullable Department department,
        @Schema(examples = "technician") String role,
        @Schema(examples = "[\"Mixing\", \"Rigging\"]") List<String> skills,
        List<Skill> skillDetails,
        @Schema(examples = "[\"Working at height\"]") List<String> certifications,
        @Schema(examples = "12345678Z") @Nullable String dni,
        @Schema(examples = "Madrid") @Nullable String residencia,

        @Schema(examples = "https://example.com/ana.jpg") @Nullable
        String profilePictureUrl,

        @Nullable EmergencyContact emergencyContact,
        boolean active,
        @Nullable UUID userId,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static Resource<CrewMemberAttributes> resourceOf(CrewMember member) {
        return Resource.of(
                member.id(),
                "crew",
                new CrewMemberAttributes(
                        member.firstName(),
                        member.lastName(),
                        member.nickname(),
                        member.email(),
                        member.phone(),
                        member.department(),
                        member.role(),
                        member.skillNames(),
                        member.skills(),
                        member.certifications(),
                        member.dni(),
                        member.residencia(),
                        member.profilePictureUrl(),
                        member.emergencyContact(),
                        member.isActive(),
                        member.userId(),
                        member.version(),
                        member.createdAt(),
                        member.updatedAt()));
    }
}
