/** Proves what gateways and webhooks hear from this service. */
@NullMarked
package dev.callsheet.identity.event;

import org.jspecify.annotations.NullMarked;
