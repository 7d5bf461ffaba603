/** Proves what bounds a service account and its keys. */
@NullMarked
package dev.callsheet.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
