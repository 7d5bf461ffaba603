/**
 * Venues and other places of work.
 * Distances and travel are not computed here.
 */
@NullMarked
package dev.callsheet.scheduling.location;

import org.jspecify.annotations.NullMarked;
