package dev.callsheet.identity.internal.bootstrap;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The organization that an installation starts with.
 *
 * @param adminPassword null to have one made
 * @param timeZone null for Europe/Madrid
 * @param demo whether it gets the plan {@code enterprise} and a key for each environment
 * @param renew whether an organization that exists gets a new password and new keys, for a launcher that lost them
 */
public record BootstrapRequest(
        @NotBlank @Size(max = 200) String organizationName,
        @NotBlank @Email @Size(max = 254) String adminEmail,
        @Size(max = 200) @Nullable String adminFullName,
        @Size(min = 8, max = 256) @Nullable String adminPassword,
        @Nullable ZoneId timeZone,
        @Nullable Boolean demo,
        @Nullable Boolean renew) {}
