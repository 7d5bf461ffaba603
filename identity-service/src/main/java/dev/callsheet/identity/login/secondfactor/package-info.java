/**
 * The second factor: codes by time (RFC 6238) and the recovery codes for the day the telephone is gone.
 * When a login asks for it is the session's affair.
 */
@NullMarked
package dev.callsheet.identity.login.secondfactor;

import org.jspecify.annotations.NullMarked;
