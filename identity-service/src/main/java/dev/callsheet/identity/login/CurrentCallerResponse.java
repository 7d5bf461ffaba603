package dev.callsheet.identity.login;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The credential in use.
 *
 * @param credentialType {@code api_key}, {@code user} or {@code service_account}
 * @param user the person behind it; null for a credential without one
 * @param scopes what it may do, in alphabetical order
 */
public record CurrentCallerResponse(
        UUID credentialId,
        String credentialType,
        @Nullable CallerUser user,
        UUID organizationId,
        String environment,
        String role,
        List<String> scopes,
        List<String> departments,
        String rateLimitTier,
        String plan,
        String timeZone,
        @Nullable Instant expiresAt) {

    /** The person. */
    public record CallerUser(UUID id, String email, String fullName) {}
}
