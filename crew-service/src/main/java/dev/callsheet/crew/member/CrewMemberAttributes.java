package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.envelope.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A crew member as answers show it (Sector Pro 5.5).
 *
 * @param skills names only
 * @param skillDetails the same skills with what is known of them
 */
public record CrewMemberAttributes(
        String firstName,
        String lastName,
        @Nullable String nickname,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Department department,
        String role,
        List<String> skills,
        List<Skill> skillDetails,
        List<String> certifications,
        @Nullable String dni,
        @Nullable String residencia,
        @Nullable String profilePictureUrl,
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
