/**
 * The main job of the product, played against a running fleet as an integrator would: over the public API only.
 * {@code ./fleet demo} prints it and the system tests run the same story.
 */
@NullMarked
package dev.callsheet.fleet.demo;

import org.jspecify.annotations.NullMarked;
