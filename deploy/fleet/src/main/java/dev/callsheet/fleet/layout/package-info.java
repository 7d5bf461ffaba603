/**
 * What the fleet consists of and where its files and ports are.
 * Services are data: one line of {@code services.conf} each.
 */
@NullMarked
package dev.callsheet.fleet.layout;

import org.jspecify.annotations.NullMarked;
