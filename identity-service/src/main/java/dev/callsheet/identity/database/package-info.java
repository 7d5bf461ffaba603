/**
 * The way to rows before a tenant is known, or across those that one person belongs to.
 * Rows of one tenant in a request go through sessions of the platform instead.
 */
@NullMarked
package dev.callsheet.identity.database;

import org.jspecify.annotations.NullMarked;
