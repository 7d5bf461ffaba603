/**
 * Tours and festivals: containers of jobs (Sector Pro 5.2).
 * A tour's dates are its own; its jobs may lie outside of them.
 */
@NullMarked
package dev.callsheet.scheduling.tour;

import org.jspecify.annotations.NullMarked;
