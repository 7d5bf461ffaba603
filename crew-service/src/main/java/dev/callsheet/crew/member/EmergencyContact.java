package dev.callsheet.crew.member;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom to call when something happens to a crew member. */
public record EmergencyContact(
        @Schema(examples = "Luis Torres") @NotBlank @Size(max = 200) String name,

        @Schema(examples = "+34 600 654 321") @NotBlank @Size(max = 40) String phone,

        @Schema(examples = "Brother") @Size(max = 100) @Nullable String relationship) {}
