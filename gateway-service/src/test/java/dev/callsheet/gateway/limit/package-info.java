/** Tests of the limits: their arithmetic, and several gateways that race for them. */
@NullMarked
package dev.callsheet.gateway.limit;

import org.jspecify.annotations.NullMarked;
