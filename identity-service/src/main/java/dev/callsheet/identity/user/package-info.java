/**
 * Users, who are one person across organizations, and their membership in each.
 * Signing in is the session package's part.
 */
@NullMarked
package dev.callsheet.identity.user;

import org.jspecify.annotations.NullMarked;
