/**
 * Single shows, gigs and dry hires: what happens, when, where, and which crew it needs (Sector Pro 5.1).
 * Who fills those roles is not decided here.
 */
@NullMarked
package dev.callsheet.scheduling.job;

import org.jspecify.annotations.NullMarked;
