/** Proves that use is counted once, and without anybody waiting for it. */
@NullMarked
package dev.callsheet.identity.internal.origin;

import org.jspecify.annotations.NullMarked;
