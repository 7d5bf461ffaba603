/**
 * How much keys are used, as the gateways count it.
 * What a key may do and how often is none of its business.
 */
@NullMarked
package dev.callsheet.identity.internal.usage;

import org.jspecify.annotations.NullMarked;
