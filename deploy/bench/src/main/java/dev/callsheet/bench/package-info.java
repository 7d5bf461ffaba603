/**
 * Measures a running fleet and prints figures that can be compared within one run.
 * Each question that is measured is a scenario; a new one adds its line to {@code Scenarios}.
 */
@NullMarked
package dev.callsheet.bench;

import org.jspecify.annotations.NullMarked;
