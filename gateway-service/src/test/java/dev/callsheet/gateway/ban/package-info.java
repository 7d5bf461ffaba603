/** Tests of the bans. */
@NullMarked
package dev.callsheet.gateway.ban;

import org.jspecify.annotations.NullMarked;
