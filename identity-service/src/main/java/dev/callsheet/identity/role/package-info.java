/**
 * What each role may do: the shipped defaults, changed by rows of the organization.
 * The scopes themselves are declared by the domains in contracts.
 */
@NullMarked
package dev.callsheet.identity.role;

import org.jspecify.annotations.NullMarked;
