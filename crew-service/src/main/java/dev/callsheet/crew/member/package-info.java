/**
 * The profile of a crew member (Sector Pro 5.5).
 * When somebody can work is kept apart from who they are.
 */
@NullMarked
package dev.callsheet.crew.member;

import org.jspecify.annotations.NullMarked;
