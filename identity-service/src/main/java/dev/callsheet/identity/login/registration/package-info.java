/**
 * How people get an account: they register, alone or invited, and show that the address is theirs.
 * Until then there is neither a user nor an organization of theirs.
 */
@NullMarked
package dev.callsheet.identity.login.registration;

import org.jspecify.annotations.NullMarked;
