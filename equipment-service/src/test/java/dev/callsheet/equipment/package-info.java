/** The equipment service against the real Postgres and Kafka. */
@NullMarked
package dev.callsheet.equipment;

import org.jspecify.annotations.NullMarked;
