/**
 * Equipment as other services and webhooks see it.
 * What it costs and where it is booked stay in the equipment service.
 */
@NullMarked
package dev.callsheet.contracts.equipment;

import org.jspecify.annotations.NullMarked;
