package dev.callsheet.identity.login.credential;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A password in place of a forgotten one. */
record NewPasswordRequest(
        @Schema(description = "What follows ?token= in the link.") @NotBlank @Size(max = 128) String token,

        @Schema(description = "10 to 200 characters, and not one that is tried first.") @NotNull String password) {}
