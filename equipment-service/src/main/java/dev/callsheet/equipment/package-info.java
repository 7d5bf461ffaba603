/**
 * What the organization owns: which pieces, how many, and in what state.
 * What is booked, allocated and moved is planned here later; the jobs themselves belong to scheduling.
 */
@NullMarked
package dev.callsheet.equipment;

import org.jspecify.annotations.NullMarked;
