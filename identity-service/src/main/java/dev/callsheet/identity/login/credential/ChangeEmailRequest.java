package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.mail.EmailAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another address, and the password. */
record ChangeEmailRequest(
        @Schema(examples = "ana@example.org") @NotNull @EmailAddress
        String email,

        @NotNull @Size(min = 1, max = 256) String password) {}
