package dev.callsheet.identity.role;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of what an organization says of a role, see {@link RolePattern}.
 *
 * @param granted true when absent
 */
@Schema(name = "RoleLine")
record RoleLine(
        @Schema(examples = "jobs:*", description = "A scope, resource:*, *:action, or * for all but admin:*.")
        @NotBlank @Size(max = 100) String pattern,

        @Schema(examples = "true", description = "Whether it is granted or denied; granted when absent.") @Nullable Boolean granted) {

    RolePattern asPattern() {
        return new RolePattern(pattern, !Boolean.FALSE.equals(granted));
    }

    static RoleLine of(RolePattern pattern) {
        return new RoleLine(pattern.pattern(), pattern.granted());
    }
}
