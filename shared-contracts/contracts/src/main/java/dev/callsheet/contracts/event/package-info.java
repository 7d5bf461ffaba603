/**
 * The envelope in which every domain event travels, over Kafka and to webhooks alike.
 * The events themselves live in the package of their domain.
 */
@NullMarked
package dev.callsheet.contracts.event;

import org.jspecify.annotations.NullMarked;
