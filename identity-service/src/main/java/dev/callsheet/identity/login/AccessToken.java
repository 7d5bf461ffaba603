package dev.callsheet.identity.login;

import java.time.Instant;
import java.util.UUID;

/**
 * What a valid access token says.
 *
 * @param organizationId the organization of the login, for requests that name none
 */
public record AccessToken(UUID userId, UUID sessionId, UUID organizationId, Instant expiresAt) {}
