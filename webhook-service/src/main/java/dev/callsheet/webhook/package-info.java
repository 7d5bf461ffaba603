/**
 * Subscriptions of outside systems and the delivery of every event to them. What an event means is the business of the
 * service that publishes it.
 */
@NullMarked
package dev.callsheet.webhook;

import org.jspecify.annotations.NullMarked;
