package dev.callsheet.identity.login.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The password as it is, and as it shall be. */
record ChangePasswordRequest(
        @NotNull @Size(min = 1, max = 256) String currentPassword,

        @Schema(description = "10 to 200 characters, and not one that is tried first.") @NotNull String newPassword) {}
