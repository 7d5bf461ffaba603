/** Proves the rules of this package of signing in and staying so. */
@NullMarked
package dev.callsheet.identity.login;

import org.jspecify.annotations.NullMarked;
