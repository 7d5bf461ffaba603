/**
 * Which service a path belongs to, as data in {@code routes.txt}.
 * It does not look at methods: a service answers a wrong one itself.
 */
@NullMarked
package dev.callsheet.gateway.routing;

import org.jspecify.annotations.NullMarked;
