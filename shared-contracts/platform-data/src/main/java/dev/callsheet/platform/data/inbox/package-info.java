/**
 * Hears other services' events: each has its effect once, in the transaction that records that it was heard.
 * What an event means is said by the service's handlers.
 */
@NullMarked
package dev.callsheet.platform.data.inbox;

import org.jspecify.annotations.NullMarked;
