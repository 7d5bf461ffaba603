/**
 * What crosses a boundary between Callsheet's services: events, topics, scopes and the principal.
 * Holds nothing that a single service owns, and depends on the JDK and annotations alone.
 */
@NullMarked
package dev.callsheet.contracts;

import org.jspecify.annotations.NullMarked;
