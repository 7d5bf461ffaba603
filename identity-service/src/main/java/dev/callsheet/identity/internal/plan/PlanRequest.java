package dev.callsheet.identity.internal.plan;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * The plan that an organization has from now on.
 *
 * @param plan the name of a tier
 */
record PlanRequest(@NotBlank @Size(max = 50) String plan) {}
