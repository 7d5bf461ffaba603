package dev.callsheet.identity.login.secondfactor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A code of the authenticator app. */
record CodeRequest(
        @Schema(examples = "123456") @NotNull @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String code) {}
