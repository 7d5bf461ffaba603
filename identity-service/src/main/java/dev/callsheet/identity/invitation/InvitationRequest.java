package dev.callsheet.identity.invitation;

import dev.callsheet.identity.mail.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom to invite, and as what. */
record InvitationRequest(
        @Schema(examples = "ana@example.com") @NotNull @EmailAddress
        String email,

        @Schema(description = "A role that may no more than its giver.", examples = "technician")
        @NotBlank @Size(max = 64) String role,

        @Schema(description = "The departments that the role is restricted to; all without it.")
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 64) String> departments) {}
