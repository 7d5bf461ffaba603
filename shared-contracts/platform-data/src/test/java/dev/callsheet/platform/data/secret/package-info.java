/** Proves that a stolen database gives no secret away, and that rotating the key loses none. */
@NullMarked
package dev.callsheet.platform.data.secret;

import org.jspecify.annotations.NullMarked;
