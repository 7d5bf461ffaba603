package dev.callsheet.identity.login.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the link in a mail carried. */
record TokenRequest(
        @Schema(description = "What follows ?token= in the link.") @NotBlank @Size(max = 128) String token) {}
