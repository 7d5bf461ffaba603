/**
 * Invitations to an organization: whom, in which role, until when.
 * How the invited get an account is the registration's affair.
 */
@NullMarked
package dev.callsheet.identity.invitation;

import org.jspecify.annotations.NullMarked;
