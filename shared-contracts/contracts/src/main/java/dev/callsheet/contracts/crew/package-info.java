/**
 * Crew members as other services and webhooks see them.
 * Contact and identity data stay in the crew service: a subscriber asks for them, with a scope.
 */
@NullMarked
package dev.callsheet.contracts.crew;

import org.jspecify.annotations.NullMarked;
