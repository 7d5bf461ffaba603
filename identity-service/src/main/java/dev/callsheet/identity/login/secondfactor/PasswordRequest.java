package dev.callsheet.identity.login.secondfactor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The password, again. */
record PasswordRequest(@NotNull @Size(min = 1, max = 256) String password) {}
