/**
 * Secrets at rest that must be read again: signing keys, webhook secrets, stored answers that hold a key.
 * What need only be compared (API keys, passwords, refresh tokens) is hashed instead and never comes here.
 */
@NullMarked
package dev.callsheet.platform.data.secret;

import org.jspecify.annotations.NullMarked;
