/**
 * How many requests a caller may have, exactly, over all gateways together.
 * Who the caller is and what their tier allows, identity says; what a refusal looks like, the entry.
 */
@NullMarked
package dev.callsheet.gateway.limit;

import org.jspecify.annotations.NullMarked;
