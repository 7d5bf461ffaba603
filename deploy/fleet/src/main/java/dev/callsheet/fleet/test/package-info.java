/**
 * What the tests of a Maven run have reported.
 * Running them is Maven's work.
 */
@NullMarked
package dev.callsheet.fleet.test;

import org.jspecify.annotations.NullMarked;
