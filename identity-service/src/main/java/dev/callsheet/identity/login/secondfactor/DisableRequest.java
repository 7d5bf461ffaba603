package dev.callsheet.identity.login.secondfactor;

import dev.callsheet.platform.web.body.CrossFieldRules;
import dev.callsheet.platform.web.error.Violations;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The password, and a code of either kind. */
record DisableRequest(
        @NotNull @Size(min = 1, max = 256) String password,

        @Schema(examples = "123456") @Pattern(regexp = "[0-9]{6}", message = "must be six digits") @Nullable String totpCode,

        @Size(max = 40) @Nullable String recoveryCode)
        implements CrossFieldRules {

    @Override
    public void check(Violations violations) {
        if ((totpCode == null) == (recoveryCode == null)) {
            violations.add("totp_code", "either this or recovery_code is required, and not both");
        }
    }
}
