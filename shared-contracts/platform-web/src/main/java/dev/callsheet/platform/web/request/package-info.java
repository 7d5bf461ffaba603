/**
 * What belongs to one call from its first to its last line: its context and its id.
 * Holds no state beyond the call.
 */
@NullMarked
package dev.callsheet.platform.web.request;

import org.jspecify.annotations.NullMarked;
