/** Proves what is taken away, and what stays. */
@NullMarked
package dev.callsheet.identity.retention;

import org.jspecify.annotations.NullMarked;
