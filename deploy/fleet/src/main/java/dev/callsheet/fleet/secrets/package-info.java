/**
 * Passwords, keys and certificates of the local fleet, made at the first start and kept.
 * A production installation brings its own; nothing here is used there.
 */
@NullMarked
package dev.callsheet.fleet.secrets;

import org.jspecify.annotations.NullMarked;
