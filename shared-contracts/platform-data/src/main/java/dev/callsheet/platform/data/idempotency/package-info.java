/**
 * A request that is repeated under the same key has its effect once and gets the same answer.
 * Only committed outcomes are kept.
 */
@NullMarked
package dev.callsheet.platform.data.idempotency;

import org.jspecify.annotations.NullMarked;
