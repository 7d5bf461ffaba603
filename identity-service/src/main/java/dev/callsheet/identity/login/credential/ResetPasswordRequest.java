package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.mail.EmailAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose password is forgotten. */
record ResetPasswordRequest(
        @Schema(examples = "ana@example.com") @NotNull @EmailAddress
        String email) {}
