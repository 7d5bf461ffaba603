/**
 * What the gateway answers itself: what this API is, and whether the fleet behind it is well.
 * The services' health is asked for in the background, never by the request that wants to know it.
 */
@NullMarked
package dev.callsheet.gateway.status;

import org.jspecify.annotations.NullMarked;
