/** Proves who gets into an organization. */
@NullMarked
package dev.callsheet.identity.invitation;

import org.jspecify.annotations.NullMarked;
