/**
 * The exchange of a credential for a principal, which gateways call on every cache miss.
 * It reads before any tenant is known, under the worker role, and writes nothing.
 */
@NullMarked
package dev.callsheet.identity.internal.principal;

import org.jspecify.annotations.NullMarked;
