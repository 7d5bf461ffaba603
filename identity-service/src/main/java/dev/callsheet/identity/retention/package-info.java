/**
 * What the identity service keeps for a while only: sessions that are over, tokens that no longer work, counts.
 * The platform takes it away.
 */
@NullMarked
package dev.callsheet.identity.retention;

import org.jspecify.annotations.NullMarked;
