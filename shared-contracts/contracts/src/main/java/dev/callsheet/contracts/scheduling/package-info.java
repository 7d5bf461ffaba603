/**
 * Jobs, tours and locations as other services and webhooks see them.
 * The rules that govern them stay in the scheduling service.
 */
@NullMarked
package dev.callsheet.contracts.scheduling;

import org.jspecify.annotations.NullMarked;
