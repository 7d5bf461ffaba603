/** Proves the rules of credentials that the gateway and the identity service must agree on. */
@NullMarked
package dev.callsheet.contracts.identity;

import org.jspecify.annotations.NullMarked;
