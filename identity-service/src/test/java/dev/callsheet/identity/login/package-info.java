/** Proves the rules of this package that need no database. */
@NullMarked
package dev.callsheet.identity.login;

import org.jspecify.annotations.NullMarked;
