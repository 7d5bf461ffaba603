package dev.callsheet.identity.login;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tokens of a session.
 *
 * @param expiresIn seconds until the access token ends
 */
public record TokenResponse(
        @Schema(description = "Send it as Authorization: Bearer.")
        String accessToken,

        @Schema(examples = "Bearer") String tokenType,
        @Schema(examples = "3600") long expiresIn,

        @Schema(description = "Good for one use; the answer to it holds the next.")
        String refreshToken) {

    static TokenResponse of(String accessToken, String refreshToken) {
        return new TokenResponse(accessToken, "Bearer", AccessTokens.LIFETIME.toSeconds(), refreshToken);
    }
}
