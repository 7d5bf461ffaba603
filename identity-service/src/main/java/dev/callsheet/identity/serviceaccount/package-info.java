/**
 * Systems that sign in with keys of their own and stand for no person (Sector Pro 2.1, method 3).
 * Their keys are the key feature's; here is what bounds them.
 */
@NullMarked
package dev.callsheet.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
