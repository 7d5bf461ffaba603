/**
 * The event types that a subscription may name, with a description, a sample and a JSON Schema each.
 * The records themselves live in the contracts module.
 */
@NullMarked
package dev.callsheet.webhook.catalogue;

import org.jspecify.annotations.NullMarked;
