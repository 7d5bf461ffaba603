/**
 * The request log: who asked what of the API, when, and what came of it; never a body, never a credential. Writing it
 * never makes a request wait: what the database does not take in time is counted, and the count is kept as a gap.
 */
@NullMarked
package dev.callsheet.gateway.activity;

import org.jspecify.annotations.NullMarked;
