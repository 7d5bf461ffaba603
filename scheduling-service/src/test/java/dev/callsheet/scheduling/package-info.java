/** The scheduling service against the real Postgres and Kafka. */
@NullMarked
package dev.callsheet.scheduling;

import org.jspecify.annotations.NullMarked;
