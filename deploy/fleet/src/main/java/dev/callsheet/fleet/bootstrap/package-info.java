/**
 * The first organization and its admin, made through the running identity service.
 * The local fleet makes a demo organization with keys; a production start makes one without.
 */
@NullMarked
package dev.callsheet.fleet.bootstrap;

import org.jspecify.annotations.NullMarked;
