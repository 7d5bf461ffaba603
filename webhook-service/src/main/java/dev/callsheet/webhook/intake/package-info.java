/**
 * Turns the events of every domain into deliveries, one for each subscription that wants them.
 * Sending them is the business of the delivery package.
 */
@NullMarked
package dev.callsheet.webhook.intake;

import org.jspecify.annotations.NullMarked;
