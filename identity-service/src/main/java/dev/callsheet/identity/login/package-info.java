/**
 * Signing in and staying so: passwords, sessions, access and refresh tokens, and the keys that sign them.
 * What a token's bearer may do is left to the role package.
 */
@NullMarked
package dev.callsheet.identity.login;

import org.jspecify.annotations.NullMarked;
