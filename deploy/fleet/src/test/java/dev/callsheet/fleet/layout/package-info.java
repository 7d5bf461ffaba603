/**
 * Tests of: What the fleet consists of, checked against the checkout.
 * No process is started here.
 */
@NullMarked
package dev.callsheet.fleet.layout;

import org.jspecify.annotations.NullMarked;
