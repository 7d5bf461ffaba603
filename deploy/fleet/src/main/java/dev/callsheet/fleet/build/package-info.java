/**
 * Which modules have changed since they were built, and building those.
 * Maven does the building; a fingerprint of the sources decides whether it has to.
 */
@NullMarked
package dev.callsheet.fleet.build;

import org.jspecify.annotations.NullMarked;
