/**
 * The vocabulary of authorization that every service shares.
 * Which role has which scopes by default is data of the identity service, not of this package.
 */
@NullMarked
package dev.callsheet.contracts.security;

import org.jspecify.annotations.NullMarked;
