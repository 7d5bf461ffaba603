/**
 * What a connection may do before there is a request: how many there are for an address, how long a request's head may
 * take, and what counts as HTTP at all. It does not look at what is asked.
 */
@NullMarked
package dev.callsheet.gateway.connection;

import org.jspecify.annotations.NullMarked;
