package dev.callsheet.crew.member;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whom to call when something happens to a crew member. */
public record EmergencyContact(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 40) String phone,
        @Size(max = 100) @Nullable String relationship) {}
