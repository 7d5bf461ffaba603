/**
 * Counts of what somebody may do only so often before it becomes an attack, shared by all instances.
 * The rate limits of the API are the gateway's.
 */
@NullMarked
package dev.callsheet.identity.throttle;

import org.jspecify.annotations.NullMarked;
