/**
 * What the gateway costs: the same requests through it and at the service behind it, in one run.
 * Its rate limits are measured elsewhere; the bench's key has none.
 */
@NullMarked
package dev.callsheet.bench.jobs;

import org.jspecify.annotations.NullMarked;
