package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.login.PasswordRules;
import dev.callsheet.identity.mail.EmailAddress;
import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who wants an account: to found an organization, or to join the one that invited them. */
record RegisterRequest(
        @Schema(
                description = "Where the link to confirm the address goes; case does not matter.",
                examples = "ana@example.com")
        @NotNull @EmailAddress
        String email,

        @Schema(
                description = "10 to 200 characters, and not one that is tried first.",
                examples = "four trucks before sunrise")
        @NotNull String password,

        @Schema(examples = "Ana Torres")
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\x00-\\x1F\\x7F-\\x9F]*", message = "must be one line") String fullName,

        @Schema(description = "Founds an organization of this name, whose admin the user is.", examples = "Sonopro")
        @Size(min = 1, max = 200) @Pattern(regexp = "[^\\x00-\\x1F\\x7F-\\x9F]*", message = "must be one line") @Nullable String organizationName,

        @Schema(description = "The zone of the new organization; Europe/Madrid without it.") @Nullable ZoneId timeZone,

        @Schema(description = "The token of an invitation, instead of organization_name.", examples = "null")
        @Size(max = 128) @Nullable String invitationToken)
        implements CrossFieldRules {

    @Override
    public void check(Violations violations) {
        if (password != null && email != null) {
            PasswordRules.check("password", password, email, violations);
        }
        if ((organizationName == null) == (invitationToken == null)) {
            violations.add("organization_name", "either this or invitation_token is required, and not both");
        }
        if (organizationName != null && organizationName.isBlank()) {
            violations.add("organization_name", "must not be blank");
        }
        if (timeZone != null && organizationName == null) {
            violations.add("time_zone", "belongs to a new organization: give organization_name with it");
        }
    }
}
