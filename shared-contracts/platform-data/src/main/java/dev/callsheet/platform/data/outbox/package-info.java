/**
 * Events are written with the change that they tell of, and published afterwards, in order.
 * What an event says is defined in the contracts; who hears it is not known here.
 */
@NullMarked
package dev.callsheet.platform.data.outbox;

import org.jspecify.annotations.NullMarked;
