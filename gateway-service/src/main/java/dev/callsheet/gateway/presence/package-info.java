/**
 * Which gateways there are, and what each hears of the others through the database.
 * What follows from it, limits and bans know.
 */
@NullMarked
package dev.callsheet.gateway.presence;

import org.jspecify.annotations.NullMarked;
