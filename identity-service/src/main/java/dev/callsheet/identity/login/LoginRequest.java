package dev.callsheet.identity.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who signs in, and where they want to work. */
public record LoginRequest(
        @Schema(description = "The address of the account; case does not matter.", examples = "admin@example.com")
        @NotBlank @Size(max = 254) String email,

        @Schema(description = "The password.") @NotNull @Size(min = 1, max = 256) String password,

        @Schema(description = "The organization to work in. Without it: the live one joined first.") @Nullable UUID organizationId,

        @Schema(description = "The event to work on, kept with the session.") @Nullable UUID eventId,

        @Schema(description = "A code of the authenticator app, where the account has one.", examples = "123456")
        @Pattern(regexp = "[0-9]{6}", message = "must be six digits") @Nullable String totpCode,

        @Schema(description = "A recovery code, instead of totp_code.") @Size(max = 40) @Nullable String recoveryCode) {}
