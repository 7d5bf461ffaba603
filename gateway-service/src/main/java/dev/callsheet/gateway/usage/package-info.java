/**
 * How often keys are used, added up here and reported to identity in batches, so that no request writes anything.
 * What a key may do, and how often, is decided elsewhere.
 */
@NullMarked
package dev.callsheet.gateway.usage;

import org.jspecify.annotations.NullMarked;
