/**
 * The first code that a request meets: checks its form, finds its route and its caller, and hands it to the proxy.
 * Everything that is asked of every request is in here, in the order in which refusals are due.
 */
@NullMarked
package dev.callsheet.gateway.entry;

import org.jspecify.annotations.NullMarked;
