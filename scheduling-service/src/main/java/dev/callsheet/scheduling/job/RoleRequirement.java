package dev.callsheet.scheduling.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many people of one role a job needs.
 *
 * @param role as the trade calls it, such as {@code FOH Engineer}
 */
public record RoleRequirement(
        @Schema(examples = "FOH Engineer") @NotBlank @Size(max = 100) String role,

        @Min(1) @Max(1000) int count) {}
