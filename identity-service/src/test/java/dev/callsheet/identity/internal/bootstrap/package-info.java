/** Proves how an installation gets its first organization. */
@NullMarked
package dev.callsheet.identity.internal.bootstrap;

import org.jspecify.annotations.NullMarked;
