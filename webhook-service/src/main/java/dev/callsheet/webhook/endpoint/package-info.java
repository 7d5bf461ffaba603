/**
 * Where a webhook may be sent: the rules for its URL and the vetting of every address behind it.
 * Sending is the business of the delivery package.
 */
@NullMarked
package dev.callsheet.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
