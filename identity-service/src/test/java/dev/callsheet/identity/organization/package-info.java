/** Proves who gets to see which organization. */
@NullMarked
package dev.callsheet.identity.organization;

import org.jspecify.annotations.NullMarked;
