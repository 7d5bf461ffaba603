/** The web origins that organizations have registered, for the gateways, which answer browsers before any credential. */
@NullMarked
package dev.callsheet.identity.internal.origin;

import org.jspecify.annotations.NullMarked;
