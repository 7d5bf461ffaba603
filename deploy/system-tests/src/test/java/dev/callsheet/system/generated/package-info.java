/**
 * Requests that nobody wrote: valid, mutated and hostile ones made from the API's document, with a fixed seed. What an
 * answer must look like is {@code contract}'s affair.
 */
@NullMarked
package dev.callsheet.system.generated;

import org.jspecify.annotations.NullMarked;
