package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a crew member (Sector Pro 5.5).
 *
 * @param role {@code technician} when absent
 * @param skills names, or objects with a level and certificates; a name alone keeps what is known of a skill
 * @param residencia where the member lives and travels from
 * @param active true when absent
 * @param userId the account that the member logs in with
 */
@ReadOnlyAttributes({"id", "type", "version", "skill_details", "created_at", "updated_at"})
record CrewMemberRequest(
        @Schema(examples = "Ana") @NotBlank @Size(max = 100) String firstName,

        @Schema(examples = "Torres") @NotBlank @Size(max = 100) String lastName,

        @Schema(examples = "Anita") @Size(max = 100) @Nullable String nickname,

        @Schema(examples = "ana.torres@example.com") @Email @Size(max = 254) @Nullable String email,

        @Schema(examples = "+34 600 123 456") @Size(max = 40) @Nullable String phone,

        @Nullable Department department,

        @Schema(examples = "technician")
        @Pattern(regexp = "[a-z][a-z0-9_]{0,49}", message = "must be a name such as technician or foh_engineer") @Nullable String role,

        @Schema(examples = "[\"Mixing\", {\"name\": \"Rigging\", \"level\": 4}]") @Size(max = 100) @Nullable List<@Valid Skill> skills,

        @Schema(examples = "[\"Working at height\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 200) String> certifications,

        @Schema(examples = "12345678Z") @Size(max = 30) @Nullable String dni,

        @Schema(examples = "Madrid") @Size(max = 100) @Nullable String residencia,

        @Schema(examples = "https://example.com/ana.jpg")
        @Pattern(regexp = "https?://[^\\s]{1,1990}", message = "must be a URL that starts with https:// or http://") @Nullable
        String profilePictureUrl,

        @Valid @Nullable EmergencyContact emergencyContact,
        @Nullable Boolean active,
        @Nullable UUID userId)
        implements CrossFieldRules {

    @Override
    public void check(Violations violations) {
        Set<String> names = new HashSet<>();
        List<Skill> listed = skills == null ? List.of() : skills;
        for (int i = 0; i < listed.size(); i++) {
            if (!names.add(listed.get(i).name())) {
                violations.add(
                        "skills[" + i + "]", "'" + listed.get(i).name() + "' is listed twice; name each skill once");
            }
        }
    }
}
