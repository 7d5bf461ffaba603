/**
 * What users sign in with, and how it changes: a forgotten password, a new one, another address.
 * What comes on top of it is the second factor's.
 */
@NullMarked
package dev.callsheet.identity.login.credential;

import org.jspecify.annotations.NullMarked;
