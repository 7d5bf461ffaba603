package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.mail.EmailAddress;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address that somebody says is theirs. */
record EmailRequest(
        @Schema(examples = "ana@example.com") @NotNull @EmailAddress
        String email) {}
