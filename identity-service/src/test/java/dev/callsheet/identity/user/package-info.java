/** Proves what members see and change of each other. */
@NullMarked
package dev.callsheet.identity.user;

import org.jspecify.annotations.NullMarked;
