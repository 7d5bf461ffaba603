/**
 * Tests of the package of the same name.
 * They need no fleet.
 */
@NullMarked
package dev.callsheet.bench.edge;

import org.jspecify.annotations.NullMarked;
