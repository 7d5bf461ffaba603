/** Crew as clients see it. */
@NullMarked
package dev.callsheet.crew.member;

import org.jspecify.annotations.NullMarked;
