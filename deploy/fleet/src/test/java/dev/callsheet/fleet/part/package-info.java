/**
 * Tests of: Secrets as their readers need them.
 * No process is started here.
 */
@NullMarked
package dev.callsheet.fleet.part;

import org.jspecify.annotations.NullMarked;
