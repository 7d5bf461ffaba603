/** Proves that a plan is the operator's to change, and what follows from it. */
@NullMarked
package dev.callsheet.identity.internal.plan;

import org.jspecify.annotations.NullMarked;
