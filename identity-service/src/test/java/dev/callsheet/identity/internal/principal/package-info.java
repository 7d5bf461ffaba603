/** Proves whom a credential stands for, and whom it does not. */
@NullMarked
package dev.callsheet.identity.internal.principal;

import org.jspecify.annotations.NullMarked;
