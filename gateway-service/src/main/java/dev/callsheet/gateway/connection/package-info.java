/**
 * What a connection may do: how many there are for an address, how long a request's head may take, how long there may be
 * none, and what counts as HTTP at all. It does not look at what is asked.
 */
@NullMarked
package dev.callsheet.gateway.connection;

import org.jspecify.annotations.NullMarked;
