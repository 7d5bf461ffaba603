/**
 * Who may call Callsheet: organizations, their users and roles, and the credentials that stand for them.
 * What a caller may do with a resource is decided by the service that owns it, from the principal made here.
 */
@NullMarked
package dev.callsheet.identity;

import org.jspecify.annotations.NullMarked;
