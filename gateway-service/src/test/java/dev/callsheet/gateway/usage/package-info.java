/** Proves that use is counted once, also while identity is away. */
@NullMarked
package dev.callsheet.gateway.usage;

import org.jspecify.annotations.NullMarked;
