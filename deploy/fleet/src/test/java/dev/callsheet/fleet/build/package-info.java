/**
 * Tests of: When a module counts as changed.
 * No process is started here.
 */
@NullMarked
package dev.callsheet.fleet.build;

import org.jspecify.annotations.NullMarked;
