/** That a request which is repeated under one key has its effect once, on every operation of the document. */
@NullMarked
package dev.callsheet.system.idempotency;

import org.jspecify.annotations.NullMarked;
