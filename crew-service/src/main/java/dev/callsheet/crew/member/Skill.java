package dev.callsheet.crew.member;

import dev.callsheet.platform.web.body.TextForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that a crew member can do; a client may send its name alone.
 *
 * @param name as the organization spells it; names are compared letter by letter
 * @param level 1 (beginner) to 5 (expert); null where nobody has judged it
 * @param certifications what proves it
 */
@TextForm("name")
public record Skill(
        @Schema(examples = "Rigging") @NotBlank @Size(max = 100) String name,

        @Schema(examples = "4") @Min(1) @Max(5) @Nullable Integer level,
        @Size(max = 20) @Nullable List<@Valid Certification> certifications) {

    /**
     * A certificate for a skill.
     *
     * @param expiryDate the last day on which it is valid; null where it does not expire
     */
    public record Certification(
            @NotBlank @Size(max = 200) String name,
            @Nullable LocalDate expiryDate) {}

    /** Whether more than the name has been said. */
    boolean hasDetails() {
        return level != null || certifications != null;
    }
}
