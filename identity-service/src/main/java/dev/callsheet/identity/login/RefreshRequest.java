package dev.callsheet.identity.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refresh token to be exchanged for its successor. */
public record RefreshRequest(
        @Schema(description = "The token of the last login or refresh.") @NotBlank @Size(max = 128) String refreshToken) {}
