/** Proves the second factor. */
@NullMarked
package dev.callsheet.identity.login.secondfactor;

import org.jspecify.annotations.NullMarked;
