/**
 * Where an operator changes the key that signs access tokens, through the launcher.
 * How keys change is the business of the login package.
 */
@NullMarked
package dev.callsheet.identity.internal.signingkey;

import org.jspecify.annotations.NullMarked;
