/**
 * Passes a request on to the service that owns it and the answer back, piece by piece, never holding a body whole.
 * It does not know who the caller is; it forwards the token that it is given.
 */
@NullMarked
package dev.callsheet.gateway.proxy;

import org.jspecify.annotations.NullMarked;
