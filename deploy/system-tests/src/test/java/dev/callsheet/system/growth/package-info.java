/**
 * That the fleet can grow: adding a service touches its own places and no other's.
 * What a service looks like inside is held by the architecture rules of platform-test.
 */
@NullMarked
package dev.callsheet.system.growth;

import org.jspecify.annotations.NullMarked;
