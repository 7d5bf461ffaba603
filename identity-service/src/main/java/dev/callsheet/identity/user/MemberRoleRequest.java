package dev.callsheet.identity.user;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The role that a member gets. */
record MemberRoleRequest(
        @Schema(examples = "approver") @NotBlank @Size(max = 64) String role) {}
