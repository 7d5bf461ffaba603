/** Proves that what is promised across boundaries stays as it is. */
@NullMarked
package dev.callsheet.contracts;

import org.jspecify.annotations.NullMarked;
