/**
 * The queue of deliveries in Postgres, the workers that empty it, and the log that integrators read.
 * Which events become deliveries is decided by the intake package.
 */
@NullMarked
package dev.callsheet.webhook.delivery;

import org.jspecify.annotations.NullMarked;
