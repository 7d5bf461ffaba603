package dev.callsheet.identity.login;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tokens of a new session and who it belongs to (PlanningHub, service desk). */
public record LoginResponse(
        @Schema(description = "Send it as Authorization: Bearer.")
        String accessToken,

        @Schema(examples = "Bearer") String tokenType,
        @Schema(examples = "3600") long expiresIn,

        @Schema(description = "Good for one use; the answer to it holds the next.")
        String refreshToken,

        SignedInUser user) {

    static LoginResponse of(TokenResponse tokens, SignedInUser user) {
        return new LoginResponse(
                tokens.accessToken(), tokens.tokenType(), tokens.expiresIn(), tokens.refreshToken(), user);
    }

    /**
     * The user in the organization of the session.
     *
     * @param roles the role, as a list for clients that expect one
     * @param currentEvent null unless the session was opened for an event
     */
    public record SignedInUser(
            UUID id,
            String email,
            String fullName,
            String role,
            List<String> roles,
            UUID organizationId,
            String organizationName,
            String environment,
            @Nullable CurrentEvent currentEvent) {}

    /** The event that the session was opened for. */
    public record CurrentEvent(UUID id) {}
}
