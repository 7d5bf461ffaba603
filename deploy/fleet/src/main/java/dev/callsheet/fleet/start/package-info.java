/**
 * Bringing the whole fleet up and down, in order, with what it shows meanwhile.
 * Running it twice changes nothing the second time.
 */
@NullMarked
package dev.callsheet.fleet.start;

import org.jspecify.annotations.NullMarked;
