package dev.callsheet.identity.user;

import dev.callsheet.platform.web.body.ReadOnlyAttributes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organization decides about its member. */
@ReadOnlyAttributes({
    "id",
    "type",
    "email",
    "full_name",
    "avatar_url",
    "phone",
    "roles",
    "organization_id",
    "version",
    "created_at",
    "updated_at"
})
record MemberRequest(
        @Schema(description = "A role that may no more than its giver.", examples = "technician")
        @NotBlank @Size(max = 64) String role,

        @Schema(description = "The departments that the role is restricted to; empty means all.")
        @NotNull @Size(max = 50) List<@NotBlank @Size(max = 64) String> departments,

        @Schema(description = "Whether the member's credentials work in this organization.")
        boolean active) {}
