/** Proves how passwords and addresses change, and for whom. */
@NullMarked
package dev.callsheet.identity.login.credential;

import org.jspecify.annotations.NullMarked;
