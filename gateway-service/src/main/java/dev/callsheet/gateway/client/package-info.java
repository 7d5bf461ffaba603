/**
 * Where a request comes from: the client's address and protocol, also behind proxies, and whether a credential may be
 * used from there. What a header says of it counts only when a proxy that the operator trusts has written it.
 */
@NullMarked
package dev.callsheet.gateway.client;

import org.jspecify.annotations.NullMarked;
