/** Proves how keys are made, shown and revoked. */
@NullMarked
package dev.callsheet.identity.apikey;

import org.jspecify.annotations.NullMarked;
