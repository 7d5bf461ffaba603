/** What the gateway remembers between requests, in bounds. */
@NullMarked
package dev.callsheet.gateway.memory;

import org.jspecify.annotations.NullMarked;
