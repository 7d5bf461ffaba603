/**
 * Webhook subscriptions as their owners create, change and delete them.
 * Their health, which deliveries change, is written by the delivery package.
 */
@NullMarked
package dev.callsheet.webhook.subscription;

import org.jspecify.annotations.NullMarked;
