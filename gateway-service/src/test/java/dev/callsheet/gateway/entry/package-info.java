/** Tests of the whole gateway, in front of services that misbehave on purpose. */
@NullMarked
package dev.callsheet.gateway.entry;

import org.jspecify.annotations.NullMarked;
