/**
 * Secrets and the headers that prove a delivery came from Callsheet and was not changed on its way.
 * Storing a secret is the business of the subscription package.
 */
@NullMarked
package dev.callsheet.webhook.signature;

import org.jspecify.annotations.NullMarked;
