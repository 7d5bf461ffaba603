/**
 * The edge of the fleet: it knows which service owns a path, who the caller is, and how to pass a request on.
 * It knows nothing of what a request means; that is the service's.
 */
@NullMarked
package dev.callsheet.gateway;

import org.jspecify.annotations.NullMarked;
