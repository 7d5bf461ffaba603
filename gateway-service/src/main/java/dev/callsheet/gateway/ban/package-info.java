/**
 * Which addresses are shut out for a while, because they guess credentials or will not hear a refusal.
 * What a refusal looks like, the entry decides.
 */
@NullMarked
package dev.callsheet.gateway.ban;

import org.jspecify.annotations.NullMarked;
