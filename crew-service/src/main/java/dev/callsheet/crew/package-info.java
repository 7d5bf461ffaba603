/**
 * Crew members: who they are, what they can do, how they are reached.
 * Which jobs they are on belongs to scheduling, what they worked to timesheets, how they log in to identity.
 */
@NullMarked
package dev.callsheet.crew;

import org.jspecify.annotations.NullMarked;
