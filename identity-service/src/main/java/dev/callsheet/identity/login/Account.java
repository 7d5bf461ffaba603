package dev.callsheet.identity.login;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody signs in to.
 *
 * @param email in its stored spelling
 * @param active false for one that has been switched off in every organization
 * @param confirmed false while the address of a registration has not been shown to be theirs
 * @param secondFactor whether a password alone is not enough
 */
public record Account(
        UUID id,
        String email,
        String fullName,
        @Nullable String passwordHash,
        boolean active,
        boolean confirmed,
        boolean secondFactor) {}
