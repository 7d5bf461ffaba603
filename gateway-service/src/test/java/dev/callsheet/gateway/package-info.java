/** The gateway's own tests. */
@NullMarked
package dev.callsheet.gateway;

import org.jspecify.annotations.NullMarked;
