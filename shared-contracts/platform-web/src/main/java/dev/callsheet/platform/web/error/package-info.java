/**
 * The shape of every refusal: codes, statuses, the error envelope and its RFC 9457 twin.
 * Nothing that a client could not act upon leaves through here; the rest is logged.
 */
@NullMarked
package dev.callsheet.platform.web.error;

import org.jspecify.annotations.NullMarked;
