/**
 * What the webhook service promises: its events, its topic and its scope. How a delivery is signed and retried is the
 * service's own affair.
 */
@NullMarked
package dev.callsheet.contracts.webhook;

import org.jspecify.annotations.NullMarked;
