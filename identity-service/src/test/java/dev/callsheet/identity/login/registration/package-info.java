/** Proves how people get an account, and how they do not. */
@NullMarked
package dev.callsheet.identity.login.registration;

import org.jspecify.annotations.NullMarked;
