package dev.callsheet.system.fleet;

/**
 * A user of an organization, and a session of theirs in it.
 *
 * @param token the session's access token
 */
public record Member(String role, String userId, String email, String password, String token) {}
