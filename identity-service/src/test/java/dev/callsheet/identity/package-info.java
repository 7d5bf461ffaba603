/** Proves what holds for the service as a whole. */
@NullMarked
package dev.callsheet.identity;

import org.jspecify.annotations.NullMarked;
